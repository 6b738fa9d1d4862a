/** The part of JSON Schema that the generated schemas use. */
export interface MessageSchema {
  readonly title: string;
  readonly description?: string;
  readonly type: 'object';
  readonly properties: Readonly<Record<string, FieldSchema>>;
  /** Must be present: proto3 would take a missing number for 0, a contract that asks for it does not. */
  readonly required?: readonly string[];
}

export interface FieldSchema {
  readonly description?: string;
  /** A message: `#/components/schemas/<name>`. */
  readonly $ref?: string;
  /** A message with a description of its own: one reference. */
  readonly allOf?: readonly FieldSchema[];
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: FieldSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly additionalProperties?: FieldSchema;
  readonly maxProperties?: number;
  /** Name of the contract's enum. */
  readonly 'x-enum'?: string;
  /** Its name for "not given", and for what a newer version says. */
  readonly 'x-unspecified'?: string;
  /** Inclusive bounds of a 64-bit number, as text. */
  readonly 'x-minimum'?: string;
  readonly 'x-maximum'?: string;
  readonly 'x-personal'?: boolean;
}

/** Name of the message that a field holds; undefined when it holds something else. */
export function messageOf(field: FieldSchema): string | undefined {
  const reference = field.$ref ?? field.allOf?.[0]?.$ref;
  return reference?.slice(reference.lastIndexOf('/') + 1);
}
