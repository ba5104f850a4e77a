import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack } from 'cdktf';

import { asTerraform } from '../as-terraform';

/** What says which account a provider works in. With none of it, that is for whoever runs Terraform to say, alike for every stack. */
const ACCOUNT_SETTINGS = ['allowed_account_ids', 'assume_role', 'assume_role_with_web_identity', 'access_key', 'profile', 'shared_config_files', 'shared_credentials_files'];

/** What the default AWS provider of a stack is told, as Terraform reads it; undefined where there is none. */
function settingsOf(stack: TerraformStack): Readonly<Record<string, unknown>> | undefined {
  const provider = stack.node.findAll().find((node): node is AwsProvider => node instanceof AwsProvider && node.alias === undefined);
  if (provider === undefined) return undefined;
  const synthesized = asTerraform(provider.toTerraform(), stack) as { provider: { aws: Record<string, unknown>[] } };
  return synthesized.provider.aws[0];
}

/** Region of a stack, or the expression that Terraform makes one of; undefined where the environment tells. */
export function regionOf(stack: TerraformStack): unknown {
  return settingsOf(stack)?.region;
}

/** Region and account of a stack as one text; undefined where Terraform alone knows them. */
export function placeOf(stack: TerraformStack): string | undefined {
  const settings = settingsOf(stack);
  if (settings?.region === undefined) return undefined;
  const place = JSON.stringify(['region', ...ACCOUNT_SETTINGS].map((name) => settings[name] ?? null));
  return place.includes('${') ? undefined : place;
}
