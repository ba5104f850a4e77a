/**
 * Makes constructs whose tokens do not keep the stack of their creation.
 *
 * CDKTF takes a stack trace for each token and each nested block of a resource, to a depth without limit, and writes it only in
 * the message about a token that cannot be resolved. An image makes some hundred of them, none of which people have written: that
 * is a third of a synthesis, and two thirds under ts-node, which maps each frame to its source. There is no setting for it, so the
 * function that takes the traces rests meanwhile; the traces of errors are taken as ever.
 */
export function withoutCreationStacks<T>(make: () => T): T {
  const capture = Error.captureStackTrace;
  Error.captureStackTrace = (target, ...below) => {
    if (target instanceof Error) capture(target, ...below);
  };
  try {
    return make();
  } finally {
    Error.captureStackTrace = capture;
  }
}
