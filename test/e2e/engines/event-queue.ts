import { aws } from './aws';
import type { World } from './world';

export interface ReceivedEvent {
  readonly 'detail-type': string;
  readonly 'detail': Record<string, unknown> & { readonly message: string };
}

// Old versions of the AWS CLI ask SQS at a host name of its own, whatever the environment says: they are told the endpoint.

/** A queue that gets what the scripts put on the default bus. */
export class EventQueue {
  static async open(world: World): Promise<EventQueue> {
    const { QueueUrl } = await aws<{ QueueUrl: string }>(world, 'sqs', 'create-queue', '--endpoint-url', world.motoUrl, '--queue-name', 'events');
    await aws(world, 'events', 'put-rule', '--name', 'all', '--event-pattern', JSON.stringify({ source: ['cdktf-golden-image'] }));
    await aws(world, 'events', 'put-targets', '--rule', 'all', '--targets', `Id=queue,Arn=arn:aws:sqs:${world.region}:${world.account}:events`);
    return new EventQueue(world, QueueUrl);
  }

  private constructor(private readonly world: World, private readonly url: string) {}

  /** What came since the last call. */
  async take(): Promise<ReceivedEvent[]> {
    const taken: ReceivedEvent[] = [];
    for (;;) {
      const answer = await aws<{ Messages?: { Body: string; ReceiptHandle: string }[] } | undefined>(
        this.world, 'sqs', 'receive-message', '--endpoint-url', this.world.motoUrl, '--queue-url', this.url, '--max-number-of-messages', '10');
      const messages = answer?.Messages ?? [];
      if (messages.length === 0) return taken;
      for (const { Body, ReceiptHandle } of messages) {
        taken.push(JSON.parse(Body) as ReceivedEvent);
        await aws(this.world, 'sqs', 'delete-message', '--endpoint-url', this.world.motoUrl, '--queue-url', this.url, '--receipt-handle', ReceiptHandle);
      }
    }
  }
}
