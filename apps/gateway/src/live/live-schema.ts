import { z } from 'zod';
import { caseAnswer, timelineEntry } from '../cases/case-schema';

/** Data of an event `case`. */
export const caseNews = z
  .strictObject({ case: caseAnswer, news: z.array(timelineEntry).meta({ description: 'What has come since the event before, or since Last-Event-ID; everything at first.' }) })
  .meta({ id: 'CaseNews', description: 'A case has moved on.' });
