import { App } from 'cdktf';

import { local } from './local';

const app = new App();
local(app);
app.synth();
