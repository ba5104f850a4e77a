/** A KMS key that a factory encrypts with: images, build contexts, logs. */
export interface IEncryptionKey {
  /** ARN of the key. */
  readonly keyArn: string;
}
