// Installs the newest bindings of the AWS provider beside those of package.json, for `npm run test:majors`.
import { installInto, NEWEST_AWS } from './peers';

installInto('.cache/aws-6', NEWEST_AWS);
