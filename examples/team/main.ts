import { App } from 'cdktf';

import { TeamStack } from './team-stack';

const app = new App();
new TeamStack(app, 'team', 'eu-west-1');
app.synth();
