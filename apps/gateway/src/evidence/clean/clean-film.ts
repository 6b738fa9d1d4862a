import type { ByteReader } from '../byte-reader';
import { broken } from '../refusals';
import { blank, blanked, boxesIn, contentOf, heldBox, nextBox, type InnerBox } from './iso-boxes';

/** Boxes that hold boxes, of films whole or in fragments. */
const containers = new Set(['moov', 'trak', 'edts', 'mdia', 'minf', 'dinf', 'stbl', 'mvex', 'moof', 'traf', 'mfra', 'gmhd', 'tapt']);

/** What players need to find, time and show sound and pictures. */
const kept = new Set([
  'mvhd', 'tkhd', 'tref', 'elst', 'mdhd', 'hdlr', 'vmhd', 'smhd', 'hmhd', 'nmhd', 'gmin', 'dref',
  'stsd', 'stts', 'ctts', 'cslg', 'stss', 'stsh', 'stsc', 'stsz', 'stz2', 'stco', 'co64', 'stps', 'padb', 'stdp', 'sdtp', 'sbgp', 'sgpd', 'subs', 'saiz', 'saio',
  'mehd', 'trex', 'leva', 'mfhd', 'tfhd', 'tfdt', 'trun', 'tfra', 'mfro', 'clef', 'prof', 'enof',
]);

const tracks = new Set(['vide', 'soun']);

/** Films have their parts seven boxes deep at most. */
const depthLimit = 12;

/**
 * A film (MP4, QuickTime) of sound, pictures and what it takes to play them. Phones write into it where it was taken and with what, in boxes and in tracks of notes: these become as many zeros, in boxes that
 * players pass over, as the tables say where in the file each picture is. What a track of notes has among the pictures stays, with nothing left that says what it is.
 */
export async function* cleanFilm(reader: ByteReader): AsyncGenerator<Buffer> {
  const found = new Set<string>();
  for (let box = await nextBox(reader); box; box = await nextBox(reader)) {
    found.add(box.type);
    if (containers.has(box.type)) {
      const held = await heldBox(reader, box);
      cleanBoxes(held, 1);
      yield* [held.head, held.content];
    } else if (['ftyp', 'styp', 'sidx', 'mdat'].includes(box.type)) {
      yield box.head;
      yield* contentOf(reader, box);
    } else yield* blanked(reader, box);
  }
  if (!found.has('moov') || !(found.has('mdat') || found.has('moof'))) throw broken('is a film without pictures');
}

function cleanBoxes({ content }: InnerBox, depth: number): void {
  if (depth > depthLimit) throw broken('has parts in parts in parts');
  for (const box of boxesIn(content)) {
    if (box.type === 'trak' && !tracks.has(kindOf(box))) blank(box);
    else if (containers.has(box.type)) cleanBoxes(box, depth + 1);
    else if (!kept.has(box.type)) blank(box);
  }
}

/** What a track is of; empty where it does not say. */
function kindOf(trak: InnerBox): string {
  const mdia = boxesIn(trak.content).find(({ type }) => type === 'mdia');
  const hdlr = mdia && boxesIn(mdia.content).find(({ type }) => type === 'hdlr');
  return hdlr?.content.toString('latin1', 8, 12) ?? '';
}
