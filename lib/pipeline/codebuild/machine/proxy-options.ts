/** Through which proxy builds and releases speak. At least one of the two; neither is the error `MissingProxy`. */
export interface CodeBuildProxyOptions {
  /**
   * For http: `http://` or `https://`, host and optional port. A user or password in it is the error `InvalidProxyUrl`, as
   * is anything else: whoever may look at the project reads its environment.
   *
   * @default - none
   */
  readonly httpProxy?: string;
  /**
   * For https: the same grammar and error.
   *
   * @default - none
   */
  readonly httpsProxy?: string;
  /**
   * What is reached directly, besides the machine itself and CodeBuild's credentials: hosts, domains that begin with a dot,
   * addresses or blocks of them, such as `.amazonaws.com` where there are endpoints in the VPC. Anything else is the error
   * `InvalidNoProxyHost`, one twice `DuplicateNoProxyHost`.
   *
   * @default - nothing else
   */
  readonly noProxy?: string[];
}
