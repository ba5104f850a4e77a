/** Source: Amazon ECR user guide, "Repository policies": what `docker pull` needs. */
export const PULL_ACTIONS = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
