/**
 * A golden image as other images and pipelines see it: what it is called, where its releases lie and which channel
 * tells the newest one.
 */
export interface IGoldenImage {
  /** Name of the image, such as `debian`. */
  readonly imageName: string;
  /** Declared version, such as `12.1.0`. */
  readonly imageVersion: string;
  /** Prefix that the names of the image's factory share, such as `golden`. */
  readonly namespace: string;
  /** Address of the release repository, without tag or digest. */
  readonly repositoryUri: string;
  /** ARN of the release repository. */
  readonly repositoryArn: string;
  /** Name of the SSM parameter that holds the digest of the newest release, such as `/golden/debian/channels/stable`. */
  readonly channelParameterName: string;
}
