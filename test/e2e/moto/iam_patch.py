"""IAM that looks at resources, and at whether a Deny is limited by a condition.

moto takes the resource of nearly every call for "*", which a policy for one
repository or one parameter does not cover. Stands for the resource types in the
Service Authorization Reference, for the services a pipeline's role is tied to.

moto does not know the context of a request and takes most conditions to hold,
also in a Deny: a bucket policy that denies plain HTTP shuts everybody out, the
administrator too. Here a condition holds in an Allow and does not in a Deny.
"""

import json

from moto.codebuild.responses import CodeBuildResponse
from moto.ecr.responses import ECRResponse
from moto.iam.access_control import IAMPolicyStatement, PermissionResult
from moto.ssm.responses import SimpleSystemManagerResponse


def arn_of(prefix: str, parameter: str):
    def determine_resource(self) -> str:
        name = json.loads(self.body or "{}").get(parameter)
        if not isinstance(name, str):
            return "*"  # as GetAuthorizationToken, which has no resource
        return f"arn:aws:{prefix.format(region=self.region, account=self.current_account)}/{name.lstrip('/')}"

    return determine_resource


def apply() -> None:
    is_action_permitted = IAMPolicyStatement.is_action_permitted

    def without_conditional_denials(self, *request, **context):
        if self._statement["Effect"] == "Deny" and "Condition" in self._statement:
            return PermissionResult.NEUTRAL
        return is_action_permitted(self, *request, **context)

    IAMPolicyStatement.is_action_permitted = without_conditional_denials
    ECRResponse._determine_resource = arn_of("ecr:{region}:{account}:repository", "repositoryName")
    SimpleSystemManagerResponse._determine_resource = arn_of("ssm:{region}:{account}:parameter", "Name")
    CodeBuildResponse._determine_resource = arn_of("codebuild:{region}:{account}:project", "projectName")
