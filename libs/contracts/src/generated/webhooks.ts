// Generated from proto/ by tools/generate; do not edit.

export interface TakeEventRequest {
  readonly system: string;
  /** The headers webhook-id, webhook-timestamp and webhook-signature, as they came. */
  readonly webhookId: string;
  readonly webhookTimestamp: string;
  readonly webhookSignature: string;
  /** As it came: what was signed. */
  readonly body: string;
}

export interface TakeEventResponse {
  readonly source: string;
  readonly id: string;
}
