import { LifecycleImage } from '../registry/lifecycle/lifecycle-image';
import { Failure } from './failure';

/** Amazon ECR API, ImageDetail, as the AWS CLI prints it: dates are ISO texts, or seconds since 1970. */
interface ImageDetail {
  readonly imageDigest: string;
  readonly imageTags?: string[];
  readonly imagePushedAt: string | number;
  readonly lastRecordedPullTime?: string | number;
  readonly imageStatus?: string;
  readonly lastArchivedAt?: string | number;
  readonly lastActivatedAt?: string | number;
  readonly subjectManifestDigest?: string;
}

/** The images that `aws ecr describe-images` prints. */
export function readImages(text: string, file: string): LifecycleImage[] {
  const details = detailsOf(text, file);
  return details.map((detail, index) => {
    if (typeof detail?.imageDigest !== 'string' || detail.imagePushedAt === undefined) throw unreadable(file, `image ${index} has no imageDigest or no imagePushedAt`);
    const date = (value: string | number | undefined, name: string): Date | undefined => dateOf(value, `${name} of ${detail.imageDigest}`, file);
    const isArchived = detail.imageStatus === 'ARCHIVED';
    return withoutUndefined({
      digest: detail.imageDigest,
      tags: detail.imageTags,
      pushedAt: date(detail.imagePushedAt, 'imagePushedAt')!,
      lastPulledAt: date(detail.lastRecordedPullTime, 'lastRecordedPullTime'),
      archivedAt: isArchived ? date(detail.lastArchivedAt, 'lastArchivedAt') : undefined,
      restoredAt: date(detail.lastActivatedAt, 'lastActivatedAt'),
      subject: detail.subjectManifestDigest,
    });
  });
}

/** One repository's: rules count within a repository. */
function detailsOf(text: string, file: string): readonly (Partial<ImageDetail> & ImageDetail)[] {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw unreadable(file, (error as Error).message);
  }
  const details = Array.isArray(document) ? document : (document as { readonly imageDetails?: unknown } | null)?.imageDetails;
  if (!Array.isArray(details)) throw unreadable(file, 'it has no imageDetails');
  const repositories = new Set((details as readonly { readonly repositoryName?: string }[]).map((one) => one?.repositoryName));
  if (repositories.size > 1) throw unreadable(file, `it has images of several repositories: ${[...repositories].join(', ')}`);
  return details as ImageDetail[];
}

function dateOf(value: string | number | undefined, what: string, file: string): Date | undefined {
  if (value === undefined) return undefined;
  const date = new Date(typeof value === 'number' ? value * 1000 : value);
  if (Number.isNaN(date.getTime())) throw unreadable(file, `${what} is no date`);
  return date;
}

function withoutUndefined<T extends object>(given: { [property in keyof T]: T[property] | undefined }): T {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;
}

function unreadable(file: string, why: string): Failure {
  return new Failure(`${file} is not what \`aws ecr describe-images\` prints: ${why}\n  remedy: run \`aws ecr describe-images --repository-name NAME --output json > ${file}\``);
}
