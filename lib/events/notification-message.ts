import { IMAGE_EVENT_SOURCE, ImageEvent } from '../build/image-event';
import { NotificationKind } from './notification-kind';

/** Which events a notification is of, and what it says. */
export interface NotificationMessage {
  readonly pattern: object;
  /** Names of what is taken out of the event, and where it stands there. */
  readonly inputPaths: { readonly [name: string]: string };
  /** What is sent. Without quotes a variable becomes a value of JSON, whatever it holds: free text stands so. */
  readonly inputTemplate: string;
}

/** What the message of a kind is made of, for the images of a namespace. */
export function notificationMessage(kind: NotificationKind, namespace: string): NotificationMessage {
  switch (kind) {
    case NotificationKind.BUILD_FAILED:
      // One project for each platform: the first has no name of its platform behind it. What Image Builder built is tested by its admission.
      return failed('Build', [`${namespace}-*-build`, `${namespace}-*-build-arm64`, `${namespace}-*-admit`], [
        'No candidate of it is released, and every channel holds what it held.',
        'Read the log. Mend what it says in the declaration, or when the fault was passing start it again as it was, with the time of its refresh:',
        'aws codebuild retry-build --id <build>, from the project name on.',
      ]);
    case NotificationKind.RELEASE_FAILED:
      return failed('Release', [`${namespace}-*-release`], [
        'The candidate is not released unless the log says so; channels are moved last.',
        'Read the log. When the gate refused it, a message of its own says what for.',
        'Otherwise start it again as it was: aws codebuild retry-build --id <build>, from the project name on.',
      ]);
    case NotificationKind.REFUSED:
      return told(namespace, ImageEvent.REFUSED, 'a candidate was refused');
    case NotificationKind.RELEASED:
      return told(namespace, ImageEvent.RELEASED, 'released');
    case NotificationKind.UPSTREAM_MOVED:
      return told(namespace, ImageEvent.UPSTREAM_MOVED, 'what it is built on has moved');
    case NotificationKind.SUPPORT_ENDING:
      return told(namespace, ImageEvent.SUPPORT_ENDING, 'support ends');
    case NotificationKind.NOT_RELEASED:
      return told(namespace, ImageEvent.NOT_RELEASED, 'not released for long');
  }
}

/** Source: AWS CodeBuild user guide, "Build notifications input format reference". */
function failed(job: 'Build' | 'Release', projects: readonly string[], advice: readonly string[]): NotificationMessage {
  return {
    pattern: {
      source: ['aws.codebuild'],
      'detail-type': ['CodeBuild Build State Change'],
      detail: { 'build-status': ['FAILED', 'FAULT', 'TIMED_OUT', 'STOPPED'], 'project-name': projects.map((wildcard) => ({ wildcard })) },
    },
    inputPaths: {
      project: '$.detail.project-name',
      status: '$.detail.build-status',
      build: '$.detail.build-id',
      log: '$.detail.additional-information.logs.deep-link',
      time: '$.time',
    },
    inputTemplate: JSON.stringify({
      title: `${job} <project>: <status>`,
      message: `${job} <project> ended as <status>. ${advice.join(' ')} Log: <log>`,
      project: '<project>',
      status: '<status>',
      log: '<log>',
      build: '<build>',
      time: '<time>',
    }),
  };
}

/** What a script tells says itself what it means and what to do. */
function told(namespace: string, event: ImageEvent, title: string): NotificationMessage {
  return {
    pattern: { source: [IMAGE_EVENT_SOURCE], 'detail-type': [event], detail: { namespace: [namespace] } },
    inputPaths: { image: '$.detail.image', version: '$.detail.version', message: '$.detail.message', detail: '$.detail', time: '$.time' },
    inputTemplate: `{"title":"Golden image <image> <version>: ${title}","message":<message>,"detail":<detail>,"time":"<time>"}`,
  };
}
