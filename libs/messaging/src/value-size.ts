/** Whether a text has more bytes than that in UTF-8. Of most texts the number of characters tells it already. */
export const exceedsBytes = (text: string, limitBytes: number): boolean => text.length > limitBytes || (text.length * 3 > limitBytes && Buffer.byteLength(text) > limitBytes);
