/** Hides the password of every URL in a text: `postgres://me:***@host/db`. */
export const redactUrls = (text: string): string => text.replaceAll(/(\w+:\/\/[^:/?#\s]*):[^@/\s]+@/g, '$1:***@');
