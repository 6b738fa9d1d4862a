import { Readable } from 'node:stream';
import { Controller, Get, Headers, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { Role } from '@huiliu/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { caseJson, caseUrl } from '../cases/case-view';
import { audienceOf, findCase, shown } from '../cases/find-case';
import { departmentsToken, type Departments } from '../departments/departments';
import { caseAnswer } from '../cases/case-schema';
import { Public, Roles } from '../http/access';
import { Answers, AnswersFile, TakesFile } from '../http/answers';
import { By, etagOf, seenOf, type Commander } from '../http/caller';
import { stateOf } from '../http/request-scope';
import { settingsToken, type GatewaySettings } from '../settings';
import { evidenceToken, type Evidence } from './evidence';
import { fileNotFound } from './refusals';
import { mediaTypes } from './media-types';
import { byteRangeOf } from './store/byte-range';
import type { OpenedFile } from './store/evidence-store';
import { takeFile } from './take-file';
import { declaredType } from './upload-body';

/** What a link has of its own. */
const linkQuery = z.object({ expires: z.string().regex(/^\d{1,12}$/), signature: z.string() });

/** A file may be a page of somebody's (PDF), so that it may do nothing but be shown. */
const fileHeaders = { 'content-security-policy': "default-src 'none'; img-src 'self'; media-src 'self'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'", 'accept-ranges': 'bytes' } as const;

/** Files of evidence: taken for a case, and given out by links that the case shows. */
@Controller('api/v1')
export class EvidenceController {
  constructor(
    @Inject(departmentsToken) private readonly departments: Departments,
    @Inject(evidenceToken) private readonly evidence: Evidence,
    @Inject(settingsToken) private readonly settings: GatewaySettings,
  ) {}

  @Post('cases/:number/evidence/files')
  @Roles(Role.customer, Role.agent, Role.system)
  @TakesFile(Object.keys(mediaTypes))
  @Answers(201, caseAnswer, 'Send a file of evidence to a case')
  async upload(@Param('number') number: string, @By() by: Commander, @Headers('if-match') match: string | undefined, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const type = declaredType(request);
    const { ref, view } = await findCase(this.departments, by.principal, number);
    const leave = await this.evidence.uploads.enter(by.principal.subject);
    try {
      // It may take a minute to come in: its place is for those who take a moment. The call that follows counts among the uploads.
      stateOf(request)?.release?.();
      const piece = await takeFile(request, type, { ref, view }, this.evidence);
      const answer = await this.departments.intake.addEvidence({ caseId: ref.caseId, evidence: piece, seen: seenOf(match) }, { metadata: by.metadata });
      const found = shown(answer.case);
      reply.header('location', caseUrl(ref.caseNumber)).headers(etagOf(found.view.tag));
      return caseJson(found, audienceOf(by.principal), this.evidence.links);
    } finally {
      leave();
    }
  }

  @Get('evidence/:sha256')
  @Public()
  @AnswersFile(Object.keys(mediaTypes), linkQuery, 'A file of evidence, by the link that its case shows')
  async show(
    @Param('sha256') sha256: string,
    @Query() query: Readonly<Record<string, unknown>>,
    @Headers('range') range: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.evidence.links.check(sha256, query['expires'], query['signature']);
    const leave = await this.evidence.downloads.enter('');
    reply.raw.once('close', leave);
    if (reply.raw.destroyed) return leave();
    const file = await this.evidence.store.open(sha256, byteRangeOf(range));
    if (!file) throw fileNotFound();
    if (request.method === 'HEAD' || reply.raw.destroyed) file.stream.destroy();
    // Who takes nothing any more must not hold a file open for ever.
    reply.raw.setTimeout(this.settings.evidenceStallMs, () => reply.raw.destroy());
    describe(reply, sha256, file, range !== undefined).send(request.method === 'HEAD' ? Readable.from([]) : file.stream);
  }
}

function describe(reply: FastifyReply, sha256: string, { type, totalBytes, first, last }: OpenedFile, ranged: boolean): FastifyReply {
  const part = ranged && last - first + 1 < totalBytes;
  if (part) reply.header('content-range', `bytes ${first}-${last}/${totalBytes}`);
  return reply
    .status(part ? 206 : 200)
    .headers(fileHeaders)
    .header('content-type', type)
    .header('content-length', String(last - first + 1))
    .header('content-disposition', `inline; filename="evidence-${sha256.slice(0, 12)}.${mediaTypes[type].extension}"`);
}
