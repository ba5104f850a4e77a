"""CodeBuild projects that remember everything they were given.

moto keeps a part of CreateProject's parameters and has no UpdateProject, so a
second plan would want to change what the first apply set.
"""

import json

from moto.codebuild.exceptions import ResourceNotFoundException
from moto.codebuild.models import CodeBuildBackend
from moto.codebuild.responses import CodeBuildResponse
from moto.core.utils import unix_time

# The parameters of CreateProject and UpdateProject that BatchGetProjects gives back as they came.
REMEMBERED = (
    "artifacts",
    "autoRetryLimit",
    "cache",
    "concurrentBuildLimit",
    "description",
    "encryptionKey",
    "environment",
    "fileSystemLocations",
    "logsConfig",
    "queuedTimeoutInMinutes",
    "secondaryArtifacts",
    "secondarySources",
    "secondarySourceVersions",
    "serviceRole",
    "source",
    "sourceVersion",
    "tags",
    "timeoutInMinutes",
    "vpcConfig",
)


def remember(metadata: dict, parameters: dict) -> None:
    metadata.update({name: parameters[name] for name in REMEMBERED if name in parameters})
    # "To remove the limit, set it to -1": a project without one does not show the parameter.
    if metadata.get("concurrentBuildLimit") == -1:
        del metadata["concurrentBuildLimit"]
    metadata["lastModifiedDate"] = unix_time()


def apply() -> None:
    create_project = CodeBuildResponse.create_project

    def create_and_remember(self: CodeBuildResponse) -> str:
        create_project(self)
        parameters = json.loads(self.body)
        project = self.codebuild_backend.codebuild_projects[parameters["name"]]
        remember(project.project_metadata, parameters)
        return json.dumps({"project": project.project_metadata})

    def update_project(self: CodeBuildResponse) -> str:
        parameters = json.loads(self.body)
        project = self.codebuild_backend.codebuild_projects.get(parameters["name"])
        if project is None:
            raise ResourceNotFoundException(f"Project cannot be found: {parameters['name']}")
        remember(project.project_metadata, parameters)
        return json.dumps({"project": project.project_metadata})

    delete_project = CodeBuildBackend.delete_project

    def delete_by_name_or_arn(self: CodeBuildBackend, project_name: str) -> None:
        # Terraform gives the ARN, which moto takes for a name that it does not know.
        delete_project(self, project_name.rpartition("/")[2])

    CodeBuildBackend.delete_project = delete_by_name_or_arn
    CodeBuildResponse.create_project = create_and_remember
    CodeBuildResponse.update_project = update_project
