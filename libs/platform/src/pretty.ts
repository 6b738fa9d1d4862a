import { stripVTControlCharacters, styleText } from 'node:util';

const levels: Readonly<Record<number, { readonly name: string; readonly colour: 'gray' | 'cyan' | 'green' | 'yellow' | 'red' }>> = {
  10: { name: 'TRACE', colour: 'gray' },
  20: { name: 'DEBUG', colour: 'cyan' },
  30: { name: 'INFO ', colour: 'green' },
  40: { name: 'WARN ', colour: 'yellow' },
  50: { name: 'ERROR', colour: 'red' },
  60: { name: 'FATAL', colour: 'red' },
};

const aside = new Set(['level', 'time', 'msg', 'service', 'instance', 'err', 'trace_id', 'span_id', 'case_id', 'context']);

/** One JSON log line as one line for people: time, level, service, message, then the rest as key=value. What is not such a line passes unchanged. */
export function prettyLine(json: string, colours = false): string {
  const line = parse(json);
  if (!line) return json;
  const level = levels[Number(line['level'])] ?? { name: String(line['level']), colour: 'gray' as const };
  const time = new Date(Number(line['time'])).toISOString().slice(11, 23);
  const parts = [styleText('gray', time), styleText(level.colour, level.name), styleText('bold', String(line['service'] ?? '').padEnd(9)), oneLine(String(line['msg'] ?? ''))];
  if (line['case_id'] !== undefined) parts.push(styleText('cyan', `case=${String(line['case_id'])}`));
  for (const [key, value] of Object.entries(line)) {
    if (!aside.has(key)) parts.push(styleText('gray', `${key}=${typeof value === 'string' ? oneLine(value) : JSON.stringify(value)}`));
  }
  if (line['err'] !== undefined) parts.push(styleText('red', errorText(line['err'])));
  if (line['trace_id'] !== undefined) parts.push(styleText('gray', `trace=${String(line['trace_id'])}`));
  const text = parts.join(' ');
  return colours ? text : stripVTControlCharacters(text);
}

function errorText(error: unknown): string {
  if (typeof error !== 'object' || error === null) return `err=${oneLine(String(error))}`;
  const { type, message, stack } = error as { type?: unknown; message?: unknown; stack?: unknown };
  const frame = typeof stack === 'string' ? stack.split('\n').find((one) => one.trim().startsWith('at ')) : undefined;
  return oneLine(`${String(type ?? 'Error')}: ${String(message ?? '')}${frame ? ` (${frame.trim()})` : ''}`);
}

function parse(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && 'level' in value && 'time' in value ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

const oneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' ⏎ ');
