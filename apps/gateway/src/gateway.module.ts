import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import type { TokenVerifier } from '@huiliu/platform';
import { CasesController } from './cases/cases.controller';
import { ConcernsController } from './concerns/concerns.controller';
import { departmentsToken, type Departments } from './departments/departments';
import { evidenceToken, type Evidence } from './evidence/evidence';
import { EvidenceController } from './evidence/evidence.controller';
import { ExceptionsController } from './exceptions/exceptions.controller';
import { GoodsController } from './goods/goods.controller';
import { AccessGuard, tokenVerifierToken } from './http/access.guard';
import { IdempotencyGuard } from './http/caller';
import { HoldupsController } from './holdups/holdups.controller';
import { liveToken, type Live } from './live/live';
import { LiveController } from './live/live.controller';
import { buildDocument } from './openapi/build-document';
import { documentToken, OpenapiController } from './openapi/openapi.controller';
import { OpsController } from './ops/ops.controller';
import { OutsideController } from './outside/outside.controller';
import { RefundController } from './refund/refund.controller';
import { WaitingRefundsController } from './refund/waiting-refunds.controller';
import { ReviewController } from './review/review.controller';
import { RootController } from './root.controller';
import { settingsToken, type GatewaySettings } from './settings';
import { localSpansToken, type LocalSpans } from './trace/local-spans';
import { TraceController } from './trace/trace.controller';
import { UnannouncedController } from './unannounced/unannounced.controller';

const controllers = [RootController, OpenapiController, CasesController, ConcernsController, EvidenceController, TraceController, HoldupsController, LiveController, RefundController, WaitingRefundsController, GoodsController, ExceptionsController, UnannouncedController, ReviewController, OutsideController, OpsController];

export interface GatewayParts {
  readonly departments: Departments;
  readonly tokens: TokenVerifier;
  readonly settings: GatewaySettings;
  /** Undefined: no local store of spans. */
  readonly spans: LocalSpans | undefined;
  readonly live: Live;
  readonly evidence: Evidence;
}

@Module({})
export class GatewayModule {
  static of({ departments, tokens, settings, spans, live, evidence }: GatewayParts): DynamicModule {
    return {
      module: GatewayModule,
      imports: [DiscoveryModule],
      controllers,
      providers: [
        { provide: departmentsToken, useValue: departments },
        { provide: tokenVerifierToken, useValue: tokens },
        { provide: settingsToken, useValue: settings },
        { provide: localSpansToken, useValue: spans },
        { provide: liveToken, useValue: live },
        { provide: evidenceToken, useValue: evidence },
        { provide: documentToken, useFactory: () => buildDocument(controllers) },
        // In this order: who is asking, then how.
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_GUARD, useClass: IdempotencyGuard },
      ],
    };
  }
}
