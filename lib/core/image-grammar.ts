import { TextRule } from './check';

/**
 * What becomes part of a Dockerfile. Control characters are refused everywhere: a newline would begin an instruction.
 * So are formatting and unassigned ones, which hide what is written.
 */
const VISIBLE = /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]*$/u;

/** A file below /run/secrets, and a word of BuildKit's comma-separated options. */
export const SECRET_ID: TextRule = {
  code: 'InvalidBuildSecretId',
  noun: 'id of a build secret',
  pattern: /^[a-z0-9]+([._-][a-z0-9]+)*$/,
  maxLength: 64,
  expected: '1 to 64 lower-case letters and digits in groups joined by single ".", "_" or "-"',
  remedy: 'name the secret after what it opens, such as "npm-token"',
};

/** BuildKit takes it among comma-separated options. */
export const SECRET_FILE: TextRule = {
  code: 'InvalidBuildSecretFile',
  noun: 'path of a file with a secret',
  pattern: /^\/[^\p{C},"${}\\]+$/u,
  maxLength: 1024,
  expected: 'an absolute path without quotes, commas, "$", braces and backslashes',
  remedy: 'write the path on the machine that runs Terraform in full, such as "/run/secrets/npm-token"',
};

export const REGISTRY_USER: TextRule = {
  code: 'InvalidRegistryUser',
  noun: "name of a registry's user",
  pattern: /^[^\s\p{C}$%{}\\-][^\s\p{C}${}\\]*$/u,
  maxLength: 255,
  expected: 'printable characters without spaces, "$", braces and backslashes',
  remedy: 'write the name as the registry knows it, such as "robot"',
};

export const DOCKER_HOST: TextRule = {
  code: 'InvalidDockerHost',
  noun: 'address of a Docker engine',
  pattern: /^(unix:\/\/\/[A-Za-z0-9._/-]+|(tcp|ssh):\/\/[A-Za-z0-9._@:-]+)$/,
  maxLength: 255,
  expected: 'a unix://, tcp:// or ssh:// address',
  remedy: 'write it as DOCKER_HOST has it, such as "unix:///run/user/1000/docker.sock"',
};

/** BuildKit's stage names, without the words that mean something else. */
export const STAGE_NAME: TextRule = {
  code: 'InvalidStageName',
  noun: 'stage name',
  pattern: /^(?!(context|scratch|common|rootfs|runtime|dev|debug)$)[a-z][a-z0-9-_.]*$/,
  maxLength: 64,
  expected: 'a lower-case letter, then lower-case letters, digits, "-", "_" and "."; not context, scratch, common, rootfs, runtime, dev or debug',
  remedy: 'name the stage after what it makes, such as "build"',
};

export const ENVIRONMENT_NAME: TextRule = {
  code: 'InvalidEnvironmentName',
  noun: 'environment variable name',
  pattern: /^[A-Za-z_][A-Za-z0-9_]*$/,
  maxLength: 128,
  expected: '1 to 128 letters, digits and "_", not beginning with a digit',
  remedy: 'name the variable such as "APP_HOME"',
};

export const ENVIRONMENT_VALUE: TextRule = {
  code: 'InvalidEnvironmentValue',
  noun: 'environment variable value',
  pattern: VISIBLE,
  maxLength: 4096,
  expected: 'one line of at most 4096 printable characters',
  remedy: 'put longer or multi-line values into a file of the image',
};

/** OCI annotations: reverse domain notation. */
export const LABEL_NAME: TextRule = {
  code: 'InvalidLabelName',
  noun: 'label name',
  pattern: /^[a-z0-9]+([.-][a-z0-9]+)*$/,
  maxLength: 128,
  expected: '1 to 128 lower-case letters and digits joined by single "." and "-"',
  remedy: 'use reverse domain notation, such as "com.example.cost-center"',
};

export const LABEL_VALUE: TextRule = {
  code: 'InvalidLabelValue',
  noun: 'label value',
  pattern: VISIBLE,
  maxLength: 4096,
  expected: 'one line of at most 4096 printable characters',
  remedy: 'put longer text into the documentation and its address into the label',
};

/**
 * Absolute path in an image. The builder expands "$" and splits at white space in COPY, WORKDIR and VOLUME, and matches
 * "*", "?" and "["; none of them is taken.
 */
export const IMAGE_PATH: TextRule = {
  code: 'InvalidPath',
  noun: 'path',
  pattern: /^(?!\/(proc|dev|sys|boot)(\/|$))(\/(?!\.{1,2}(\/|$))[A-Za-z0-9._+@%=:,~-]+)+$/,
  maxLength: 1024,
  expected: 'an absolute path of letters, digits and "._+@%=:,~-", without "..", not below /proc, /dev, /sys or /boot',
  remedy: 'write the path in full, such as "/etc/app/app.conf"',
};

/** Octal permissions, without the setuid, setgid and sticky bits: of files, Linux ignores the last one (inode(7)), and `COPY --chmod` drops it. */
export const FILE_MODE: TextRule = {
  code: 'InvalidFileMode',
  noun: 'file mode',
  pattern: /^0?[0-7]{3}$/,
  maxLength: 4,
  expected: 'three octal digits, with or without a leading 0: no setuid, setgid and sticky bits',
  remedy: 'write the mode as chmod takes it, such as "0644" or "0755"',
};

/** useradd(8): lower case, digits, "_" and "-", at most 32 characters. A second root would be one of two with that name. */
export const USER_NAME: TextRule = {
  code: 'InvalidUserName',
  noun: 'user name',
  pattern: /^(?!root$)[a-z_][a-z0-9_-]*$/,
  maxLength: 32,
  expected: '1 to 32 lower-case letters, digits, "_" and "-", not beginning with a digit or "-"; not root',
  remedy: 'name the user such as "nonroot"; for root, which is weaker, use ImageUser.root',
};

export const PORT: TextRule = {
  code: 'InvalidPort',
  noun: 'port',
  pattern: /^([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])(\/(tcp|udp|sctp))?$/,
  maxLength: 10,
  expected: 'a number from 1 to 65535, alone or with "/tcp", "/udp" or "/sctp"',
  remedy: 'write the port such as "8080" or "53/udp"',
};

/** signal(7), by name; numbers differ between architectures. */
export const STOP_SIGNAL: TextRule = {
  code: 'InvalidStopSignal',
  noun: 'stop signal',
  pattern: /^SIG(HUP|INT|QUIT|ABRT|KILL|USR1|USR2|TERM|WINCH|RTMIN(\+([1-9]|1[0-5]))?)$/,
  maxLength: 11,
  expected: 'the name of a signal that a program can be stopped with, such as SIGTERM, SIGQUIT or SIGRTMIN+3',
  remedy: 'leave it out for SIGTERM',
};

/** glibc's locale names, in UTF-8. */
export const LOCALE: TextRule = {
  code: 'InvalidLocale',
  noun: 'locale',
  pattern: /^(C|POSIX|[a-z]{2,3}_[A-Z]{2}(@[a-z]+)?)\.UTF-8$/,
  maxLength: 32,
  expected: 'a locale in UTF-8, such as "C.UTF-8" or "de_DE.UTF-8"',
  remedy: 'use "C.UTF-8" unless programs must speak a language',
};

/** Names of the IANA time zone database. */
export const TIME_ZONE: TextRule = {
  code: 'InvalidTimeZone',
  noun: 'time zone',
  pattern: /^[A-Z][A-Za-z0-9_+-]*(\/[A-Z][A-Za-z0-9_+-]*){0,2}$/,
  maxLength: 64,
  expected: 'a name of the IANA time zone database, such as "Etc/UTC" or "Europe/Berlin"',
  remedy: 'leave it out for UTC',
};

/** What a file that is added to an image is called on the way, such as a key or a certificate. */
export const FILE_STEM: TextRule = {
  code: 'InvalidFileName',
  noun: 'file name',
  pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/,
  maxLength: 64,
  expected: '1 to 64 lower-case letters and digits in groups joined by single hyphens, without an ending',
  remedy: 'give a short name, such as "example-root"',
};

/** A PEM certificate, alone. */
export const PEM_CERTIFICATE: TextRule = {
  code: 'InvalidCertificate',
  noun: 'CA certificate',
  pattern: /^\s*-----BEGIN CERTIFICATE-----\r?\n([A-Za-z0-9+/=]+\r?\n)+-----END CERTIFICATE-----\s*$/,
  maxLength: 16_384,
  expected: 'one certificate in PEM form, without its private key',
  remedy: 'export it with `openssl x509 -in FILE -outform PEM`',
};

/** Path of a file on the machine that synthesizes, as its operating system takes it. */
export const SOURCE_PATH: TextRule = {
  code: 'UnreadableFile',
  noun: 'path of a file to read',
  pattern: /^[^\0]+$/,
  maxLength: 4096,
  expected: 'the path of a file on the machine that synthesizes',
  remedy: 'give a path that exists; it is relative to the working directory',
};

/** A file of a build context; it is part of a script's input. */
export const DOCKERFILE_PATH: TextRule = {
  code: 'InvalidDockerfile',
  noun: 'path of a Dockerfile',
  pattern: /^(?!(?:.*\/)?\.{1,2}(?:\/|$))[A-Za-z0-9._][A-Za-z0-9._-]*(?:\/[A-Za-z0-9._][A-Za-z0-9._-]*)*$/,
  maxLength: 255,
  expected: 'a path in the build context, of letters, digits, ".", "_", "-" and "/", without ".."',
  remedy: 'write it relative to contextPath, such as "docker/Dockerfile"',
};

/** Text of a file. */
export const FILE_CONTENT: TextRule = {
  code: 'InvalidFileContent',
  noun: 'file content',
  pattern: /^[^\0\p{Cs}]*$/u,
  maxLength: 1_048_576,
  expected: 'well-formed text of at most 1 MiB without NUL',
  remedy: 'bring larger or binary files by a package or a build stage',
};
