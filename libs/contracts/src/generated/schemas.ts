// Generated from proto/ by tools/generate; do not edit.

import type { MessageSchema } from '../schema';

export const schemas: Readonly<Record<string, MessageSchema>> = {
  Money: {
    "title": "Money",
    "description": "Integer minor units and an ISO 4217 currency; never floats.",
    "type": "object",
    "properties": {
      "amountMinor": {
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^(0|[1-9][0-9]{0,19})$",
        "x-minimum": "0",
        "x-maximum": "9223372036854775807"
      },
      "currency": {
        "type": "string",
        "minLength": 1,
        "pattern": "^[A-Z]{3}$"
      }
    },
    "required": [
      "amountMinor",
      "currency"
    ]
  },
  CaseRef: {
    "title": "CaseRef",
    "description": "Names the case in every event about it.",
    "type": "object",
    "properties": {
      "caseId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      },
      "caseNumber": {
        "description": "The number the customer quotes, with a check digit.",
        "type": "string",
        "minLength": 1,
        "maxLength": 24
      },
      "orderId": {
        "description": "Empty when the purchase is not known.",
        "type": "string",
        "maxLength": 64,
        "default": ""
      }
    },
    "required": [
      "caseId",
      "caseNumber"
    ]
  },
  EvidenceRef: {
    "title": "EvidenceRef",
    "description": "Evidence is a reference here; the file lives with intake.",
    "type": "object",
    "properties": {
      "evidenceId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "kind": {
        "type": "string",
        "minLength": 1,
        "pattern": "^(photo|video|document)$"
      },
      "uri": {
        "type": "string",
        "minLength": 1,
        "maxLength": 512
      }
    },
    "required": [
      "evidenceId",
      "kind",
      "uri"
    ]
  },
  DecisionRecord: {
    "title": "DecisionRecord",
    "description": "Who decided what by which rules, on which facts, so that it can be explained years later.",
    "type": "object",
    "properties": {
      "policyVersion": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "ruleIds": {
        "description": "The rules that fired, in order; the last one decided.",
        "type": "array",
        "items": {
          "type": "string"
        },
        "maxItems": 64,
        "default": []
      },
      "decidedBy": {
        "description": "`rules`, or the staff id of the person.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "decidedAt": {
        "type": "string",
        "format": "date-time"
      },
      "facts": {
        "description": "Facts as the rules saw them.",
        "type": "object",
        "additionalProperties": {
          "type": "string"
        },
        "default": {}
      },
      "round": {
        "description": "Which decision of the case this is: every supplement after a rejection opens another round. Missing: the first.",
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 1000
      }
    },
    "required": [
      "policyVersion",
      "decidedBy",
      "decidedAt"
    ]
  },
  FurtherParcels: {
    "title": "FurtherParcels",
    "description": "The other parcels of something that comes in several.",
    "type": "object",
    "properties": {
      "trackingNumbers": {
        "type": "array",
        "items": {
          "type": "string",
          "maxLength": 64
        },
        "minItems": 1,
        "maxItems": 20,
        "default": []
      }
    },
    "required": [
      "trackingNumbers"
    ]
  },
  SurveySent: {
    "title": "SurveySent",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "surveyId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      }
    },
    "required": [
      "ref",
      "surveyId"
    ]
  },
  SurveyAnswered: {
    "title": "SurveyAnswered",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "surveyId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "score": {
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 5
      },
      "commented": {
        "type": "boolean",
        "default": false
      }
    },
    "required": [
      "ref",
      "surveyId",
      "score"
    ]
  },
  ConcernOpened: {
    "title": "ConcernOpened",
    "description": "A person has to answer an inquiry or a complaint.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "taskId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "dueAt": {
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "taskId",
      "dueAt"
    ]
  },
  ConcernClaimed: {
    "title": "ConcernClaimed",
    "description": "Said again by whoever takes it over once it is overdue.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "taskId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "claimedBy": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      }
    },
    "required": [
      "ref",
      "taskId",
      "claimedBy"
    ]
  },
  ConcernOverdue: {
    "title": "ConcernOverdue",
    "description": "Nobody has answered in time: from now on anybody may take it over. Said once.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "taskId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "dueAt": {
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "taskId",
      "dueAt"
    ]
  },
  ConcernAnswered: {
    "title": "ConcernAnswered",
    "description": "Resolved: somebody has answered the customer. What they wrote stays in feedback.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "taskId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "answeredBy": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      }
    },
    "required": [
      "ref",
      "taskId",
      "answeredBy"
    ]
  },
  ConcernTurned: {
    "title": "ConcernTurned",
    "description": "Resolved: another case was made of it, and goes on.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "taskId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "turnedBy": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "into": {
        "$ref": "#/components/schemas/CaseRef"
      }
    },
    "required": [
      "ref",
      "taskId",
      "turnedBy",
      "into"
    ]
  },
  GetSurveyRequest: {
    "title": "GetSurveyRequest",
    "type": "object",
    "properties": {
      "caseId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      }
    },
    "required": [
      "caseId"
    ]
  },
  GetSurveyResponse: {
    "title": "GetSurveyResponse",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "surveyId": {
        "type": "string",
        "default": ""
      },
      "status": {
        "description": "sent, answered.",
        "type": "string",
        "default": ""
      },
      "score": {
        "type": "integer",
        "format": "int32",
        "minimum": -2147483648,
        "maximum": 2147483647,
        "default": 0
      }
    }
  },
  ConcernView: {
    "title": "ConcernView",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "taskId": {
        "type": "string",
        "default": ""
      },
      "type": {
        "type": "string",
        "enum": [
          "CASE_TYPE_UNSPECIFIED",
          "CASE_TYPE_RETURN",
          "CASE_TYPE_REFUND_ONLY",
          "CASE_TYPE_EXCHANGE",
          "CASE_TYPE_REPAIR",
          "CASE_TYPE_RESEND",
          "CASE_TYPE_PRICE_DIFFERENCE",
          "CASE_TYPE_INQUIRY",
          "CASE_TYPE_COMPLAINT"
        ],
        "x-enum": "CaseType",
        "x-unspecified": "CASE_TYPE_UNSPECIFIED",
        "default": "CASE_TYPE_UNSPECIFIED"
      },
      "status": {
        "description": "open, claimed, answered, turned.",
        "type": "string",
        "default": ""
      },
      "claimedBy": {
        "description": "Empty while it is nobody's.",
        "type": "string",
        "default": ""
      },
      "dueAt": {
        "type": "string",
        "format": "date-time"
      },
      "overdue": {
        "description": "Anybody may take it over.",
        "type": "boolean",
        "default": false
      },
      "customerId": {
        "type": "string",
        "default": ""
      },
      "into": {
        "description": "Missing unless it was turned into another case.",
        "allOf": [
          {
            "$ref": "#/components/schemas/CaseRef"
          }
        ]
      }
    }
  },
  ListConcernsRequest: {
    "title": "ListConcernsRequest",
    "type": "object",
    "properties": {
      "limit": {
        "type": "integer",
        "format": "int32",
        "minimum": 0,
        "maximum": 200,
        "default": 0
      },
      "cursor": {
        "type": "string",
        "maxLength": 200,
        "default": ""
      }
    }
  },
  ListConcernsResponse: {
    "title": "ListConcernsResponse",
    "type": "object",
    "properties": {
      "concerns": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ConcernView"
        },
        "default": []
      },
      "nextCursor": {
        "description": "Empty on the last page.",
        "type": "string",
        "default": ""
      }
    }
  },
  ClaimConcernRequest: {
    "title": "ClaimConcernRequest",
    "type": "object",
    "properties": {
      "caseId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      },
      "agent": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      }
    },
    "required": [
      "caseId",
      "agent"
    ]
  },
  ClaimConcernResponse: {
    "title": "ClaimConcernResponse",
    "type": "object",
    "properties": {
      "concern": {
        "$ref": "#/components/schemas/ConcernView"
      }
    }
  },
  AnswerConcernRequest: {
    "title": "AnswerConcernRequest",
    "type": "object",
    "properties": {
      "caseId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      },
      "agent": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "text": {
        "description": "Free text to the customer, may name people: stays in feedback's database.",
        "type": "string",
        "minLength": 1,
        "maxLength": 2000,
        "x-personal": true
      }
    },
    "required": [
      "caseId",
      "agent",
      "text"
    ]
  },
  AnswerConcernResponse: {
    "title": "AnswerConcernResponse",
    "type": "object",
    "properties": {
      "concern": {
        "$ref": "#/components/schemas/ConcernView"
      }
    }
  },
  TurnConcernRequest: {
    "title": "TurnConcernRequest",
    "type": "object",
    "properties": {
      "caseId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      },
      "agent": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "into": {
        "description": "The case that was made of it.",
        "allOf": [
          {
            "$ref": "#/components/schemas/CaseRef"
          }
        ]
      }
    },
    "required": [
      "caseId",
      "agent",
      "into"
    ]
  },
  TurnConcernResponse: {
    "title": "TurnConcernResponse",
    "type": "object",
    "properties": {
      "concern": {
        "$ref": "#/components/schemas/ConcernView"
      }
    }
  },
  GetAnswerRequest: {
    "title": "GetAnswerRequest",
    "type": "object",
    "properties": {
      "caseId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      },
      "askedBy": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "purpose": {
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      }
    },
    "required": [
      "caseId",
      "askedBy",
      "purpose"
    ]
  },
  GetAnswerResponse: {
    "title": "GetAnswerResponse",
    "type": "object",
    "properties": {
      "text": {
        "type": "string",
        "default": "",
        "x-personal": true
      },
      "at": {
        "type": "string",
        "format": "date-time"
      }
    }
  },
  CaseLine: {
    "title": "CaseLine",
    "type": "object",
    "properties": {
      "caseLineId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "orderLineId": {
        "description": "Empty when the purchase is not known.",
        "type": "string",
        "maxLength": 64,
        "default": ""
      },
      "sku": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "quantity": {
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 2147483647
      },
      "reason": {
        "type": "string",
        "enum": [
          "RETURN_REASON_UNSPECIFIED",
          "RETURN_REASON_NO_REASON",
          "RETURN_REASON_DAMAGED",
          "RETURN_REASON_FAULTY",
          "RETURN_REASON_WRONG_ITEM",
          "RETURN_REASON_NOT_AS_DESCRIBED",
          "RETURN_REASON_OTHER"
        ],
        "x-enum": "ReturnReason",
        "x-unspecified": "RETURN_REASON_UNSPECIFIED",
        "default": "RETURN_REASON_UNSPECIFIED"
      },
      "condition": {
        "type": "string",
        "enum": [
          "CLAIMED_CONDITION_UNSPECIFIED",
          "CLAIMED_CONDITION_UNOPENED",
          "CLAIMED_CONDITION_OPENED",
          "CLAIMED_CONDITION_USED",
          "CLAIMED_CONDITION_DEFECTIVE"
        ],
        "x-enum": "ClaimedCondition",
        "x-unspecified": "CLAIMED_CONDITION_UNSPECIFIED",
        "default": "CLAIMED_CONDITION_UNSPECIFIED"
      },
      "claimedMinor": {
        "description": "What these units cost at most, before discounts; 0 when the purchase is not known. Of a price difference: what is asked for, the same for each unit.",
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^(0|[1-9][0-9]{0,19})$",
        "x-minimum": "0",
        "x-maximum": "9223372036854775807",
        "default": "0"
      },
      "lowerUnitPriceMinor": {
        "description": "Of a price difference: the lower price of one unit that the customer points to.",
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^(0|[1-9][0-9]{0,19})$",
        "x-minimum": "0",
        "x-maximum": "9223372036854775807"
      },
      "wantedSku": {
        "description": "Of an exchange for another variant: which one, and the price of one unit as it was quoted in the application. Missing: the same goods again.",
        "type": "string",
        "maxLength": 64
      },
      "wantedUnitPriceMinor": {
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^(0|[1-9][0-9]{0,19})$",
        "x-minimum": "0",
        "x-maximum": "9223372036854775807"
      }
    },
    "required": [
      "caseLineId",
      "sku",
      "quantity"
    ]
  },
  CaseSubmitted: {
    "title": "CaseSubmitted",
    "description": "An application was taken in and its units are reserved. Carries the facts that policy looks at.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "type": {
        "type": "string",
        "enum": [
          "CASE_TYPE_RETURN",
          "CASE_TYPE_REFUND_ONLY",
          "CASE_TYPE_EXCHANGE",
          "CASE_TYPE_REPAIR",
          "CASE_TYPE_RESEND",
          "CASE_TYPE_PRICE_DIFFERENCE",
          "CASE_TYPE_INQUIRY",
          "CASE_TYPE_COMPLAINT"
        ],
        "x-enum": "CaseType",
        "x-unspecified": "CASE_TYPE_UNSPECIFIED"
      },
      "customerId": {
        "type": "string",
        "maxLength": 64,
        "default": ""
      },
      "channel": {
        "type": "string",
        "enum": [
          "CHANNEL_UNSPECIFIED",
          "CHANNEL_CRM",
          "CHANNEL_API"
        ],
        "x-enum": "Channel",
        "x-unspecified": "CHANNEL_UNSPECIFIED",
        "default": "CHANNEL_UNSPECIFIED"
      },
      "requestedAt": {
        "type": "string",
        "format": "date-time"
      },
      "lines": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/CaseLine"
        },
        "minItems": 1,
        "maxItems": 1000,
        "default": []
      },
      "purchaseKnown": {
        "description": "False: no such purchase was found; review rejects it with that reason.",
        "type": "boolean",
        "default": false
      },
      "placedAt": {
        "type": "string",
        "format": "date-time"
      },
      "signedAt": {
        "description": "Of what the customer got in place of something else: when that was delivered.",
        "type": "string",
        "format": "date-time"
      },
      "currency": {
        "type": "string",
        "default": ""
      },
      "claimedMinor": {
        "description": "Sum of the lines' claims.",
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^(0|[1-9][0-9]{0,19})$",
        "x-minimum": "0",
        "x-maximum": "9223372036854775807",
        "default": "0"
      },
      "evidenceCount": {
        "type": "integer",
        "format": "int32",
        "minimum": -2147483648,
        "maximum": 2147483647,
        "default": 0
      },
      "provenance": {
        "type": "string",
        "enum": [
          "PROVENANCE_UNSPECIFIED",
          "PROVENANCE_REAL",
          "PROVENANCE_SYNTHETIC"
        ],
        "x-enum": "Provenance",
        "x-unspecified": "PROVENANCE_UNSPECIFIED",
        "default": "PROVENANCE_UNSPECIFIED"
      },
      "obstacles": {
        "description": "Why units could not be reserved, as UNITS_TAKEN; empty when all are.",
        "type": "array",
        "items": {
          "type": "string"
        },
        "maxItems": 16,
        "default": []
      },
      "refundOnlyKind": {
        "description": "Of a refund only, where somebody has said so. Missing: the customer has the goods and keeps them.",
        "type": "string",
        "enum": [
          "REFUND_ONLY_KIND_UNSPECIFIED",
          "REFUND_ONLY_KIND_RECEIVED",
          "REFUND_ONLY_KIND_BEFORE_SHIPPING",
          "REFUND_ONLY_KIND_ON_THE_WAY",
          "REFUND_ONLY_KIND_REFUSED"
        ],
        "x-enum": "RefundOnlyKind",
        "x-unspecified": "REFUND_ONLY_KIND_UNSPECIFIED"
      },
      "advance": {
        "description": "Of an exchange: the customer asks that the goods leave at once, and their price is held meanwhile. Missing: they do not.",
        "type": "boolean"
      },
      "cameFrom": {
        "description": "The inquiry or complaint that it was made of; missing for what came in by itself.",
        "allOf": [
          {
            "$ref": "#/components/schemas/CaseRef"
          }
        ]
      },
      "reopens": {
        "description": "The case that had ended and is taken up again in this one: only a person rejects it. Missing for what is new.",
        "allOf": [
          {
            "$ref": "#/components/schemas/CaseRef"
          }
        ]
      }
    },
    "required": [
      "ref",
      "type",
      "requestedAt",
      "lines"
    ]
  },
  ConcernRaised: {
    "title": "ConcernRaised",
    "description": "A question or a complaint was taken in: a person has to answer it. It holds no units. What the customer wrote stays in intake, for who answers to ask for.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "type": {
        "description": "Inquiry or complaint.",
        "type": "string",
        "enum": [
          "CASE_TYPE_RETURN",
          "CASE_TYPE_REFUND_ONLY",
          "CASE_TYPE_EXCHANGE",
          "CASE_TYPE_REPAIR",
          "CASE_TYPE_RESEND",
          "CASE_TYPE_PRICE_DIFFERENCE",
          "CASE_TYPE_INQUIRY",
          "CASE_TYPE_COMPLAINT"
        ],
        "x-enum": "CaseType",
        "x-unspecified": "CASE_TYPE_UNSPECIFIED"
      },
      "customerId": {
        "type": "string",
        "maxLength": 64,
        "default": ""
      },
      "channel": {
        "type": "string",
        "enum": [
          "CHANNEL_UNSPECIFIED",
          "CHANNEL_CRM",
          "CHANNEL_API"
        ],
        "x-enum": "Channel",
        "x-unspecified": "CHANNEL_UNSPECIFIED",
        "default": "CHANNEL_UNSPECIFIED"
      },
      "requestedAt": {
        "type": "string",
        "format": "date-time"
      },
      "lines": {
        "description": "What it is about, where that is said.",
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/CaseLine"
        },
        "maxItems": 1000,
        "default": []
      },
      "purchaseKnown": {
        "description": "False: it names no purchase, or one that is not known.",
        "type": "boolean",
        "default": false
      },
      "currency": {
        "type": "string",
        "default": ""
      },
      "provenance": {
        "type": "string",
        "enum": [
          "PROVENANCE_UNSPECIFIED",
          "PROVENANCE_REAL",
          "PROVENANCE_SYNTHETIC"
        ],
        "x-enum": "Provenance",
        "x-unspecified": "PROVENANCE_UNSPECIFIED",
        "default": "PROVENANCE_UNSPECIFIED"
      },
      "obstacles": {
        "description": "Why what it is about can't be what it says, as LINE_NOT_FOUND; whoever answers sees to it.",
        "type": "array",
        "items": {
          "type": "string"
        },
        "maxItems": 16,
        "default": []
      }
    },
    "required": [
      "ref",
      "type",
      "requestedAt"
    ]
  },
  EvidenceAdded: {
    "title": "EvidenceAdded",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "evidenceId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "kind": {
        "type": "string",
        "minLength": 1,
        "maxLength": 32
      },
      "evidenceCount": {
        "description": "Pieces of evidence the case has now.",
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 2147483647,
        "default": 0
      }
    },
    "required": [
      "ref",
      "evidenceId",
      "kind"
    ]
  },
  CaseSupplemented: {
    "title": "CaseSupplemented",
    "description": "A rejected application was supplemented in time: it is to be decided again. What the customer wrote stays in intake.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "round": {
        "description": "Of the decision that is to be made: 2 after the first rejection.",
        "type": "integer",
        "format": "int32",
        "minimum": 2,
        "maximum": 1000
      },
      "evidenceCount": {
        "description": "Pieces of evidence the case has now.",
        "type": "integer",
        "format": "int32",
        "minimum": 0,
        "maximum": 2147483647,
        "default": 0
      },
      "explained": {
        "description": "Whether the customer wrote something, for who decides to ask intake for.",
        "type": "boolean",
        "default": false
      }
    },
    "required": [
      "ref",
      "round"
    ]
  },
  CancellationRequested: {
    "title": "CancellationRequested",
    "description": "Somebody asks to cancel a case that may still be cancelled as far as intake knows. Review hears it first, and either withdraws the case or passes the wish on.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "reasonCode": {
        "description": "Stable code, as CHANGED_MIND.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "askedBy": {
        "description": "`customer`, or the staff id of who asks for them.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      }
    },
    "required": [
      "ref",
      "reasonCode",
      "askedBy"
    ]
  },
  CaseClosed: {
    "title": "CaseClosed",
    "description": "Intake alone closes. Said once, last.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "result": {
        "type": "string",
        "enum": [
          "CASE_RESULT_REFUNDED",
          "CASE_RESULT_REJECTED",
          "CASE_RESULT_NOTHING_DUE",
          "CASE_RESULT_CANCELLED",
          "CASE_RESULT_EXPIRED",
          "CASE_RESULT_REPLACED",
          "CASE_RESULT_REPAIRED",
          "CASE_RESULT_ANSWERED",
          "CASE_RESULT_TURNED"
        ],
        "x-enum": "CaseResult",
        "x-unspecified": "CASE_RESULT_UNSPECIFIED"
      },
      "customerId": {
        "type": "string",
        "maxLength": 64,
        "default": ""
      },
      "reasonCodes": {
        "type": "array",
        "items": {
          "type": "string"
        },
        "maxItems": 32,
        "default": []
      },
      "refunded": {
        "description": "Missing when nothing was paid.",
        "allOf": [
          {
            "$ref": "#/components/schemas/Money"
          }
        ]
      }
    },
    "required": [
      "ref",
      "result"
    ]
  },
  ChosenUnits: {
    "title": "ChosenUnits",
    "description": "Units that a choice is about.",
    "type": "object",
    "properties": {
      "caseLineId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "sku": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "quantity": {
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 2147483647
      }
    },
    "required": [
      "caseLineId",
      "sku",
      "quantity"
    ]
  },
  ResolutionChanged: {
    "title": "ResolutionChanged",
    "description": "The customer has chosen what is to be done, or has let the time pass. Whether it still can be, who has the goods decides.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "number": {
        "description": "Of the choice that it answers.",
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 1000
      },
      "resolution": {
        "type": "string",
        "enum": [
          "RESOLUTION_WAIT",
          "RESOLUTION_REFUND",
          "RESOLUTION_DEDUCTION",
          "RESOLUTION_GOODS_BACK",
          "RESOLUTION_DISPUTE",
          "RESOLUTION_OTHER_VARIANT"
        ],
        "x-enum": "Resolution",
        "x-unspecified": "RESOLUTION_UNSPECIFIED"
      },
      "chosenBy": {
        "description": "`customer`, the staff id of who chose for them, or `deadline`.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "units": {
        "description": "Where the choice is about units that the warehouse holds.",
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ChosenUnits"
        },
        "maxItems": 1000,
        "default": []
      },
      "chosenAt": {
        "description": "Missing in what was said before it was told.",
        "type": "string",
        "format": "date-time"
      },
      "variant": {
        "description": "Where another variant was chosen.",
        "allOf": [
          {
            "$ref": "#/components/schemas/ChosenVariant"
          }
        ]
      }
    },
    "required": [
      "ref",
      "number",
      "resolution",
      "chosenBy"
    ]
  },
  ChosenVariant: {
    "title": "ChosenVariant",
    "type": "object",
    "properties": {
      "caseLineId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "sku": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "unitPriceMinor": {
        "description": "Of one unit, as it was quoted.",
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^(0|[1-9][0-9]{0,19})$",
        "x-minimum": "0",
        "x-maximum": "9223372036854775807"
      }
    },
    "required": [
      "caseLineId",
      "sku",
      "unitPriceMinor"
    ]
  },
  SubmitCaseRequest: {
    "title": "SubmitCaseRequest",
    "type": "object",
    "properties": {
      "customerId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "orderId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "type": {
        "type": "string",
        "enum": [
          "CASE_TYPE_RETURN",
          "CASE_TYPE_REFUND_ONLY",
          "CASE_TYPE_EXCHANGE",
          "CASE_TYPE_REPAIR",
          "CASE_TYPE_RESEND",
          "CASE_TYPE_PRICE_DIFFERENCE",
          "CASE_TYPE_INQUIRY",
          "CASE_TYPE_COMPLAINT"
        ],
        "x-enum": "CaseType",
        "x-unspecified": "CASE_TYPE_UNSPECIFIED"
      },
      "lines": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/SubmitCaseLine"
        },
        "minItems": 1,
        "maxItems": 1000,
        "default": []
      },
      "evidence": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/EvidenceRef"
        },
        "maxItems": 20,
        "default": []
      },
      "requestedAt": {
        "description": "The case's business time; the server's clock when missing.",
        "type": "string",
        "format": "date-time"
      },
      "refundOnlyKind": {
        "description": "Of a refund only: where the goods are. Missing: the customer has them and keeps them. Of no account for other types.",
        "type": "string",
        "enum": [
          "REFUND_ONLY_KIND_UNSPECIFIED",
          "REFUND_ONLY_KIND_RECEIVED",
          "REFUND_ONLY_KIND_BEFORE_SHIPPING",
          "REFUND_ONLY_KIND_ON_THE_WAY",
          "REFUND_ONLY_KIND_REFUSED"
        ],
        "x-enum": "RefundOnlyKind",
        "x-unspecified": "REFUND_ONLY_KIND_UNSPECIFIED"
      },
      "advance": {
        "description": "Of an exchange for the same goods, and of nothing else: they are to leave at once, and their price is held meanwhile. Missing: they leave once the others are back.",
        "type": "boolean"
      },
      "cameFrom": {
        "description": "Id of the inquiry or complaint of the same customer that it is made of; missing when it comes by itself.",
        "type": "string",
        "maxLength": 60
      }
    },
    "required": [
      "customerId",
      "orderId",
      "type",
      "lines"
    ]
  },
  RaiseConcernRequest: {
    "title": "RaiseConcernRequest",
    "type": "object",
    "properties": {
      "customerId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "type": {
        "description": "Inquiry or complaint.",
        "type": "string",
        "enum": [
          "CASE_TYPE_RETURN",
          "CASE_TYPE_REFUND_ONLY",
          "CASE_TYPE_EXCHANGE",
          "CASE_TYPE_REPAIR",
          "CASE_TYPE_RESEND",
          "CASE_TYPE_PRICE_DIFFERENCE",
          "CASE_TYPE_INQUIRY",
          "CASE_TYPE_COMPLAINT"
        ],
        "x-enum": "CaseType",
        "x-unspecified": "CASE_TYPE_UNSPECIFIED"
      },
      "text": {
        "description": "Free text, may name people: stays in intake's database.",
        "type": "string",
        "minLength": 1,
        "maxLength": 2000,
        "x-personal": true
      },
      "orderId": {
        "description": "Empty when it is about no order in particular.",
        "type": "string",
        "maxLength": 64,
        "default": ""
      },
      "lines": {
        "description": "Of the order, where it is about some of its lines.",
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/SubmitCaseLine"
        },
        "maxItems": 1000,
        "default": []
      },
      "requestedAt": {
        "description": "The case's business time; the server's clock when missing.",
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "customerId",
      "type",
      "text"
    ]
  },
  RaiseConcernResponse: {
    "title": "RaiseConcernResponse",
    "type": "object",
    "properties": {
      "case": {
        "$ref": "#/components/schemas/CaseView"
      }
    }
  },
  GetConcernRequest: {
    "title": "GetConcernRequest",
    "type": "object",
    "properties": {
      "caseId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      },
      "askedBy": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "purpose": {
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      }
    },
    "required": [
      "caseId",
      "askedBy",
      "purpose"
    ]
  },
  GetConcernResponse: {
    "title": "GetConcernResponse",
    "type": "object",
    "properties": {
      "text": {
        "type": "string",
        "default": "",
        "x-personal": true
      },
      "at": {
        "type": "string",
        "format": "date-time"
      }
    }
  },
  SubmitCaseLine: {
    "title": "SubmitCaseLine",
    "type": "object",
    "properties": {
      "orderLineId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "quantity": {
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 1000000
      },
      "reason": {
        "type": "string",
        "enum": [
          "RETURN_REASON_NO_REASON",
          "RETURN_REASON_DAMAGED",
          "RETURN_REASON_FAULTY",
          "RETURN_REASON_WRONG_ITEM",
          "RETURN_REASON_NOT_AS_DESCRIBED",
          "RETURN_REASON_OTHER"
        ],
        "x-enum": "ReturnReason",
        "x-unspecified": "RETURN_REASON_UNSPECIFIED"
      },
      "condition": {
        "type": "string",
        "enum": [
          "CLAIMED_CONDITION_UNSPECIFIED",
          "CLAIMED_CONDITION_UNOPENED",
          "CLAIMED_CONDITION_OPENED",
          "CLAIMED_CONDITION_USED",
          "CLAIMED_CONDITION_DEFECTIVE"
        ],
        "x-enum": "ClaimedCondition",
        "x-unspecified": "CLAIMED_CONDITION_UNSPECIFIED",
        "default": "CLAIMED_CONDITION_UNSPECIFIED"
      },
      "lowerUnitPriceMinor": {
        "description": "Of a price difference, and of nothing else: the lower price of one unit that the customer points to, in minor units of the order's currency.",
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^(0|[1-9][0-9]{0,19})$",
        "x-minimum": "0",
        "x-maximum": "9223372036854775807"
      },
      "wantedSku": {
        "description": "Of an exchange, and of nothing else: the variant that is wanted instead, and the price of one unit of it as it was quoted to the customer. Both or neither.",
        "type": "string",
        "maxLength": 64
      },
      "wantedUnitPriceMinor": {
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^(0|[1-9][0-9]{0,19})$",
        "x-minimum": "0",
        "x-maximum": "9223372036854775807"
      }
    },
    "required": [
      "orderLineId",
      "quantity",
      "reason"
    ]
  },
  SubmitCaseResponse: {
    "title": "SubmitCaseResponse",
    "type": "object",
    "properties": {
      "case": {
        "$ref": "#/components/schemas/CaseView"
      }
    }
  },
  AddEvidenceRequest: {
    "title": "AddEvidenceRequest",
    "type": "object",
    "properties": {
      "caseId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      },
      "evidence": {
        "$ref": "#/components/schemas/EvidenceRef"
      },
      "seen": {
        "description": "`tag` of the view that the caller decides on; missing: whatever it is by now. Another one: CHANGED_MEANWHILE.",
        "type": "string",
        "maxLength": 64
      }
    },
    "required": [
      "caseId",
      "evidence"
    ]
  },
  AddEvidenceResponse: {
    "title": "AddEvidenceResponse",
    "type": "object",
    "properties": {
      "case": {
        "$ref": "#/components/schemas/CaseView"
      }
    }
  },
  SupplementCaseRequest: {
    "title": "SupplementCaseRequest",
    "type": "object",
    "properties": {
      "caseId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      },
      "evidence": {
        "description": "New pieces; with what is there already at most 20.",
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/EvidenceRef"
        },
        "maxItems": 20,
        "default": []
      },
      "reason": {
        "description": "Free text may name people: stays in intake's database. Empty for none; then there has to be evidence.",
        "type": "string",
        "maxLength": 2000,
        "default": "",
        "x-personal": true
      },
      "seen": {
        "description": "`tag` of the view that the caller decides on; missing: whatever it is by now. Another one: CHANGED_MEANWHILE.",
        "type": "string",
        "maxLength": 64
      }
    },
    "required": [
      "caseId"
    ]
  },
  SupplementCaseResponse: {
    "title": "SupplementCaseResponse",
    "type": "object",
    "properties": {
      "case": {
        "$ref": "#/components/schemas/CaseView"
      }
    }
  },
  AcceptRejectionRequest: {
    "title": "AcceptRejectionRequest",
    "type": "object",
    "properties": {
      "caseId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      },
      "seen": {
        "description": "`tag` of the view that the caller decides on; missing: whatever it is by now. Another one: CHANGED_MEANWHILE.",
        "type": "string",
        "maxLength": 64
      }
    },
    "required": [
      "caseId"
    ]
  },
  AcceptRejectionResponse: {
    "title": "AcceptRejectionResponse",
    "type": "object",
    "properties": {
      "case": {
        "$ref": "#/components/schemas/CaseView"
      }
    }
  },
  CancelCaseRequest: {
    "title": "CancelCaseRequest",
    "type": "object",
    "properties": {
      "caseId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      },
      "reasonCode": {
        "description": "Stable code, as CHANGED_MIND.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Z][A-Z_]*$"
      },
      "askedBy": {
        "description": "`customer`, or the staff id of who asks for them.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "seen": {
        "description": "`tag` of the view that the caller decides on; missing: whatever it is by now. Another one: CHANGED_MEANWHILE.",
        "type": "string",
        "maxLength": 64
      }
    },
    "required": [
      "caseId",
      "reasonCode",
      "askedBy"
    ]
  },
  CancelCaseResponse: {
    "title": "CancelCaseResponse",
    "type": "object",
    "properties": {
      "case": {
        "$ref": "#/components/schemas/CaseView"
      }
    }
  },
  ChooseResolutionRequest: {
    "title": "ChooseResolutionRequest",
    "type": "object",
    "properties": {
      "caseId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      },
      "resolution": {
        "type": "string",
        "enum": [
          "RESOLUTION_WAIT",
          "RESOLUTION_REFUND",
          "RESOLUTION_DEDUCTION",
          "RESOLUTION_GOODS_BACK",
          "RESOLUTION_DISPUTE",
          "RESOLUTION_OTHER_VARIANT"
        ],
        "x-enum": "Resolution",
        "x-unspecified": "RESOLUTION_UNSPECIFIED"
      },
      "chosenBy": {
        "description": "`customer`, or the staff id of who chooses for them.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "sku": {
        "description": "With `RESOLUTION_OTHER_VARIANT`, and with nothing else: which of the variants of the choice.",
        "type": "string",
        "maxLength": 64
      }
    },
    "required": [
      "caseId",
      "resolution",
      "chosenBy"
    ]
  },
  ChooseResolutionResponse: {
    "title": "ChooseResolutionResponse",
    "type": "object",
    "properties": {
      "case": {
        "$ref": "#/components/schemas/CaseView"
      }
    }
  },
  ReopenCaseRequest: {
    "title": "ReopenCaseRequest",
    "type": "object",
    "properties": {
      "caseId": {
        "description": "The case that has ended.",
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      },
      "reasonCode": {
        "description": "Stable code, as STILL_FAULTY.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Z][A-Z_]*$"
      },
      "askedBy": {
        "description": "`customer`, or the staff id of who asks for them.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "lines": {
        "description": "Of the lines that the case was about; empty: all that can still be claimed of them.",
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ReopenedLine"
        },
        "maxItems": 1000,
        "default": []
      },
      "type": {
        "description": "What is asked for now; left out: the same as before.",
        "type": "string",
        "enum": [
          "CASE_TYPE_UNSPECIFIED",
          "CASE_TYPE_RETURN",
          "CASE_TYPE_REFUND_ONLY",
          "CASE_TYPE_EXCHANGE",
          "CASE_TYPE_REPAIR",
          "CASE_TYPE_RESEND",
          "CASE_TYPE_PRICE_DIFFERENCE",
          "CASE_TYPE_INQUIRY",
          "CASE_TYPE_COMPLAINT"
        ],
        "x-enum": "CaseType",
        "x-unspecified": "CASE_TYPE_UNSPECIFIED",
        "default": "CASE_TYPE_UNSPECIFIED"
      },
      "seen": {
        "description": "`tag` of the view that the caller decides on; missing: whatever it is by now. Another one: CHANGED_MEANWHILE.",
        "type": "string",
        "maxLength": 64
      }
    },
    "required": [
      "caseId",
      "reasonCode",
      "askedBy"
    ]
  },
  ReopenedLine: {
    "title": "ReopenedLine",
    "type": "object",
    "properties": {
      "orderLineId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "quantity": {
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 1000000
      }
    },
    "required": [
      "orderLineId",
      "quantity"
    ]
  },
  ReopenCaseResponse: {
    "title": "ReopenCaseResponse",
    "type": "object",
    "properties": {
      "case": {
        "description": "The case in which it goes on.",
        "allOf": [
          {
            "$ref": "#/components/schemas/CaseView"
          }
        ]
      }
    }
  },
  GetCaseRequest: {
    "title": "GetCaseRequest",
    "type": "object",
    "properties": {
      "caseId": {
        "type": "string",
        "maxLength": 60
      },
      "caseNumber": {
        "type": "string",
        "maxLength": 24
      }
    }
  },
  GetCaseResponse: {
    "title": "GetCaseResponse",
    "type": "object",
    "properties": {
      "case": {
        "$ref": "#/components/schemas/CaseView"
      }
    }
  },
  ListCasesRequest: {
    "title": "ListCasesRequest",
    "description": "What is left empty is not looked at.",
    "type": "object",
    "properties": {
      "customerId": {
        "type": "string",
        "maxLength": 64,
        "default": ""
      },
      "orderId": {
        "type": "string",
        "maxLength": 64,
        "default": ""
      },
      "status": {
        "description": "A word as in `CaseView.status`.",
        "type": "string",
        "maxLength": 64,
        "default": ""
      },
      "customerStatus": {
        "description": "A word as in `CustomerStatus.code`.",
        "type": "string",
        "maxLength": 64,
        "default": ""
      },
      "type": {
        "type": "string",
        "enum": [
          "CASE_TYPE_UNSPECIFIED",
          "CASE_TYPE_RETURN",
          "CASE_TYPE_REFUND_ONLY",
          "CASE_TYPE_EXCHANGE",
          "CASE_TYPE_REPAIR",
          "CASE_TYPE_RESEND",
          "CASE_TYPE_PRICE_DIFFERENCE",
          "CASE_TYPE_INQUIRY",
          "CASE_TYPE_COMPLAINT"
        ],
        "x-enum": "CaseType",
        "x-unspecified": "CASE_TYPE_UNSPECIFIED",
        "default": "CASE_TYPE_UNSPECIFIED"
      },
      "waitingFor": {
        "description": "customer, review, logistics, carrier, warehouse, refund, provider, feedback, intake: who has the case now.",
        "type": "string",
        "maxLength": 64,
        "default": ""
      },
      "overdue": {
        "description": "Only cases of which something is late: the time that is set in their customer status is over.",
        "type": "boolean",
        "default": false
      },
      "openedFrom": {
        "description": "Opened at that time or later.",
        "type": "string",
        "format": "date-time"
      },
      "openedTo": {
        "description": "Opened before that time.",
        "type": "string",
        "format": "date-time"
      },
      "limit": {
        "description": "At most so many; 0: 50.",
        "type": "integer",
        "format": "int32",
        "minimum": 0,
        "maximum": 200,
        "default": 0
      },
      "cursor": {
        "description": "`next_cursor` of the page before; empty for the first.",
        "type": "string",
        "maxLength": 200,
        "default": ""
      }
    }
  },
  ListCasesResponse: {
    "title": "ListCasesResponse",
    "type": "object",
    "properties": {
      "cases": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/CaseSummary"
        },
        "default": []
      },
      "nextCursor": {
        "description": "Empty on the last page.",
        "type": "string",
        "default": ""
      }
    }
  },
  CaseSummary: {
    "title": "CaseSummary",
    "description": "A case in a list.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "type": {
        "type": "string",
        "enum": [
          "CASE_TYPE_UNSPECIFIED",
          "CASE_TYPE_RETURN",
          "CASE_TYPE_REFUND_ONLY",
          "CASE_TYPE_EXCHANGE",
          "CASE_TYPE_REPAIR",
          "CASE_TYPE_RESEND",
          "CASE_TYPE_PRICE_DIFFERENCE",
          "CASE_TYPE_INQUIRY",
          "CASE_TYPE_COMPLAINT"
        ],
        "x-enum": "CaseType",
        "x-unspecified": "CASE_TYPE_UNSPECIFIED",
        "default": "CASE_TYPE_UNSPECIFIED"
      },
      "status": {
        "description": "As in `CaseView.status`.",
        "type": "string",
        "default": ""
      },
      "customerId": {
        "type": "string",
        "default": ""
      },
      "requestedAt": {
        "type": "string",
        "format": "date-time"
      },
      "openedAt": {
        "type": "string",
        "format": "date-time"
      },
      "closedAt": {
        "description": "Missing while it is open.",
        "type": "string",
        "format": "date-time"
      },
      "units": {
        "description": "Units applied for, over all lines.",
        "type": "integer",
        "format": "int32",
        "minimum": -2147483648,
        "maximum": 2147483647,
        "default": 0
      },
      "result": {
        "type": "string",
        "enum": [
          "CASE_RESULT_UNSPECIFIED",
          "CASE_RESULT_REFUNDED",
          "CASE_RESULT_REJECTED",
          "CASE_RESULT_NOTHING_DUE",
          "CASE_RESULT_CANCELLED",
          "CASE_RESULT_EXPIRED",
          "CASE_RESULT_REPLACED",
          "CASE_RESULT_REPAIRED",
          "CASE_RESULT_ANSWERED",
          "CASE_RESULT_TURNED"
        ],
        "x-enum": "CaseResult",
        "x-unspecified": "CASE_RESULT_UNSPECIFIED",
        "default": "CASE_RESULT_UNSPECIFIED"
      },
      "customerStatus": {
        "$ref": "#/components/schemas/CustomerStatus"
      },
      "waitingFor": {
        "description": "As in `CaseView.waiting_for`.",
        "type": "string",
        "default": ""
      },
      "overdue": {
        "description": "The time that is set in the customer status is over.",
        "type": "boolean",
        "default": false
      }
    }
  },
  CaseLineView: {
    "title": "CaseLineView",
    "description": "Both axes per line, counted in units.",
    "type": "object",
    "properties": {
      "line": {
        "$ref": "#/components/schemas/CaseLine"
      },
      "received": {
        "type": "integer",
        "format": "int32",
        "minimum": -2147483648,
        "maximum": 2147483647,
        "default": 0
      },
      "short": {
        "type": "integer",
        "format": "int32",
        "minimum": -2147483648,
        "maximum": 2147483647,
        "default": 0
      },
      "accepted": {
        "type": "integer",
        "format": "int32",
        "minimum": -2147483648,
        "maximum": 2147483647,
        "default": 0
      },
      "lost": {
        "description": "On their way back and lost for good.",
        "type": "integer",
        "format": "int32",
        "minimum": -2147483648,
        "maximum": 2147483647,
        "default": 0
      },
      "approved": {
        "description": "Missing as long as nothing is approved.",
        "type": "integer",
        "format": "int32",
        "minimum": -2147483648,
        "maximum": 2147483647
      },
      "rejected": {
        "description": "Units that were rejected at the inspection. Missing where none was.",
        "type": "integer",
        "format": "int32",
        "minimum": -2147483648,
        "maximum": 2147483647
      }
    }
  },
  CancellationView: {
    "title": "CancellationView",
    "type": "object",
    "properties": {
      "reasonCode": {
        "type": "string",
        "default": ""
      },
      "askedBy": {
        "type": "string",
        "default": ""
      },
      "askedAt": {
        "type": "string",
        "format": "date-time"
      },
      "declinedCode": {
        "description": "Why it came too late; empty as long as it may still succeed, or has.",
        "type": "string",
        "default": ""
      },
      "state": {
        "description": "asked, awaiting_agreement, agreed, declined, cancelled. Empty in a version before.",
        "type": "string",
        "default": ""
      },
      "agreeBy": {
        "description": "The parcel is on its way: by then somebody of logistics agrees to have it brought back, or the case goes on. Missing where nobody is asked.",
        "type": "string",
        "format": "date-time"
      },
      "agreedBy": {
        "description": "Staff id of who has agreed to that; empty while nobody has.",
        "type": "string",
        "default": ""
      }
    }
  },
  Words: {
    "title": "Words",
    "description": "In both languages that customers read.",
    "type": "object",
    "properties": {
      "zh": {
        "type": "string",
        "default": ""
      },
      "en": {
        "type": "string",
        "default": ""
      }
    }
  },
  CustomerStatus: {
    "title": "CustomerStatus",
    "description": "What the customer sees of a case.",
    "type": "object",
    "properties": {
      "code": {
        "description": "under_review, evidence_needed, to_be_sent, on_its_way, to_be_inspected, choice_needed, replacement_on_its_way, refunding, money_arrived, completed, not_approved, cancelled, exception.",
        "type": "string",
        "default": ""
      },
      "text": {
        "$ref": "#/components/schemas/Words"
      },
      "who": {
        "description": "Who has it; empty when it is over.",
        "allOf": [
          {
            "$ref": "#/components/schemas/Words"
          }
        ]
      },
      "by": {
        "description": "By when; missing when the case is closed, and of a parcel under way of which nothing need be heard yet.",
        "type": "string",
        "format": "date-time"
      },
      "otherwise": {
        "description": "What happens if it is not done by then; empty when nothing does.",
        "allOf": [
          {
            "$ref": "#/components/schemas/Words"
          }
        ]
      }
    }
  },
  ChoiceView: {
    "title": "ChoiceView",
    "type": "object",
    "properties": {
      "number": {
        "description": "Which choice of the case it is, from 1.",
        "type": "integer",
        "format": "int32",
        "minimum": -2147483648,
        "maximum": 2147483647,
        "default": 0
      },
      "kind": {
        "description": "out_of_stock, rejected_units.",
        "type": "string",
        "default": ""
      },
      "options": {
        "description": "wait, refund, and other_variant where there are variants; of rejected units deduction, goods_back, dispute; empty when there is nothing to choose any more.",
        "type": "array",
        "items": {
          "type": "string"
        },
        "default": []
      },
      "dueAt": {
        "type": "string",
        "format": "date-time"
      },
      "byDefault": {
        "type": "string",
        "default": ""
      },
      "chosen": {
        "description": "Empty as long as nobody has chosen.",
        "type": "string",
        "default": ""
      },
      "chosenBy": {
        "type": "string",
        "default": ""
      },
      "deducted": {
        "description": "Of rejected units: what is deducted for them, and what is paid back for the case in all, if a deduction is chosen.",
        "allOf": [
          {
            "$ref": "#/components/schemas/Money"
          }
        ]
      },
      "paid": {
        "$ref": "#/components/schemas/Money"
      },
      "variants": {
        "description": "Of what is out of stock: what the shop can send instead; empty where it can't, or has not said so yet.",
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/OfferedVariant"
        },
        "default": []
      },
      "chosenSku": {
        "description": "Which of them was chosen; empty where none was.",
        "type": "string",
        "default": ""
      }
    }
  },
  ReplacementView: {
    "title": "ReplacementView",
    "description": "What is sent to the customer.",
    "type": "object",
    "properties": {
      "state": {
        "description": "reserved, out_of_stock, picked, ordered, shipped, lost, delivered, written_off, returned, called_off.",
        "type": "string",
        "default": ""
      },
      "trackingNumber": {
        "description": "Empty until it is ordered.",
        "type": "string",
        "default": ""
      },
      "shipment": {
        "description": "From 1: what is lost is sent once more.",
        "type": "integer",
        "format": "int32",
        "minimum": -2147483648,
        "maximum": 2147483647,
        "default": 0
      }
    }
  },
  HoldState: {
    "title": "HoldState",
    "description": "What is held of the customer's money while goods of an exchange are out in advance.",
    "type": "object",
    "properties": {
      "state": {
        "description": "asked_for: the customer wants it, and nobody has decided; not_allowed, awaited, held, declined, released, captured.",
        "type": "string",
        "default": ""
      },
      "amount": {
        "description": "Missing as long as nothing is held.",
        "allOf": [
          {
            "$ref": "#/components/schemas/Money"
          }
        ]
      },
      "captureAt": {
        "description": "What has not come back by then is captured.",
        "type": "string",
        "format": "date-time"
      },
      "reasonCode": {
        "description": "Why it ended; empty as long as it has not.",
        "type": "string",
        "default": ""
      },
      "captured": {
        "description": "Missing until it was captured.",
        "allOf": [
          {
            "$ref": "#/components/schemas/Money"
          }
        ]
      },
      "soldOrderId": {
        "description": "The sale, under which the units may come back; empty until it was captured.",
        "type": "string",
        "default": ""
      }
    }
  },
  TopUpDue: {
    "title": "TopUpDue",
    "description": "What the customer has to pay on top.",
    "type": "object",
    "properties": {
      "state": {
        "description": "due, paid, expired.",
        "type": "string",
        "default": ""
      },
      "amount": {
        "$ref": "#/components/schemas/Money"
      },
      "dueAt": {
        "type": "string",
        "format": "date-time"
      },
      "paymentUrl": {
        "description": "Where it is paid; empty when it is not due.",
        "type": "string",
        "default": ""
      }
    }
  },
  CaseView: {
    "title": "CaseView",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "type": {
        "type": "string",
        "enum": [
          "CASE_TYPE_UNSPECIFIED",
          "CASE_TYPE_RETURN",
          "CASE_TYPE_REFUND_ONLY",
          "CASE_TYPE_EXCHANGE",
          "CASE_TYPE_REPAIR",
          "CASE_TYPE_RESEND",
          "CASE_TYPE_PRICE_DIFFERENCE",
          "CASE_TYPE_INQUIRY",
          "CASE_TYPE_COMPLAINT"
        ],
        "x-enum": "CaseType",
        "x-unspecified": "CASE_TYPE_UNSPECIFIED",
        "default": "CASE_TYPE_UNSPECIFIED"
      },
      "status": {
        "description": "submitted, in_review, awaiting_evidence, rejected, called_off, awaiting_return, being_stopped, being_recalled, in_transit, at_warehouse, repairing, replacing, replaced, refunding, refunded, with_agent, answered, closed.",
        "type": "string",
        "default": ""
      },
      "customerId": {
        "type": "string",
        "default": ""
      },
      "channel": {
        "type": "string",
        "enum": [
          "CHANNEL_UNSPECIFIED",
          "CHANNEL_CRM",
          "CHANNEL_API"
        ],
        "x-enum": "Channel",
        "x-unspecified": "CHANNEL_UNSPECIFIED",
        "default": "CHANNEL_UNSPECIFIED"
      },
      "requestedAt": {
        "type": "string",
        "format": "date-time"
      },
      "lines": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/CaseLineView"
        },
        "default": []
      },
      "evidence": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/EvidenceRef"
        },
        "default": []
      },
      "result": {
        "type": "string",
        "enum": [
          "CASE_RESULT_UNSPECIFIED",
          "CASE_RESULT_REFUNDED",
          "CASE_RESULT_REJECTED",
          "CASE_RESULT_NOTHING_DUE",
          "CASE_RESULT_CANCELLED",
          "CASE_RESULT_EXPIRED",
          "CASE_RESULT_REPLACED",
          "CASE_RESULT_REPAIRED",
          "CASE_RESULT_ANSWERED",
          "CASE_RESULT_TURNED"
        ],
        "x-enum": "CaseResult",
        "x-unspecified": "CASE_RESULT_UNSPECIFIED",
        "default": "CASE_RESULT_UNSPECIFIED"
      },
      "reasonCodes": {
        "type": "array",
        "items": {
          "type": "string"
        },
        "default": []
      },
      "refunded": {
        "$ref": "#/components/schemas/Money"
      },
      "rmaNumber": {
        "type": "string",
        "default": ""
      },
      "trackingNumber": {
        "type": "string",
        "default": ""
      },
      "waitingFor": {
        "description": "Who the case waits for and what for, in words; empty when it is closed.",
        "type": "string",
        "default": ""
      },
      "decision": {
        "$ref": "#/components/schemas/DecisionRecord"
      },
      "provenance": {
        "type": "string",
        "enum": [
          "PROVENANCE_UNSPECIFIED",
          "PROVENANCE_REAL",
          "PROVENANCE_SYNTHETIC"
        ],
        "x-enum": "Provenance",
        "x-unspecified": "PROVENANCE_UNSPECIFIED",
        "default": "PROVENANCE_UNSPECIFIED"
      },
      "requestId": {
        "type": "string",
        "default": ""
      },
      "supplementUntil": {
        "description": "Of a rejection that the customer may still supplement.",
        "type": "string",
        "format": "date-time"
      },
      "evidenceDueAt": {
        "description": "By when the customer has to show what review has asked for.",
        "type": "string",
        "format": "date-time"
      },
      "cancellation": {
        "description": "Missing when nobody has asked to cancel.",
        "allOf": [
          {
            "$ref": "#/components/schemas/CancellationView"
          }
        ]
      },
      "customerStatus": {
        "$ref": "#/components/schemas/CustomerStatus"
      },
      "tag": {
        "description": "Another one as soon as anything else of this view is.",
        "type": "string"
      },
      "choice": {
        "description": "The last that the customer had to choose; missing where there was none.",
        "allOf": [
          {
            "$ref": "#/components/schemas/ChoiceView"
          }
        ]
      },
      "replacement": {
        "description": "Missing where nothing is sent to the customer.",
        "allOf": [
          {
            "$ref": "#/components/schemas/ReplacementView"
          }
        ]
      },
      "topUp": {
        "description": "Of an exchange for a dearer variant; missing for others, and as long as it is not known.",
        "allOf": [
          {
            "$ref": "#/components/schemas/TopUpDue"
          }
        ]
      },
      "hold": {
        "description": "Of an exchange in advance; missing where nobody has asked for one.",
        "allOf": [
          {
            "$ref": "#/components/schemas/HoldState"
          }
        ]
      },
      "cameFrom": {
        "description": "The inquiry or complaint that it was made of.",
        "allOf": [
          {
            "$ref": "#/components/schemas/CaseRef"
          }
        ]
      },
      "turnedInto": {
        "description": "What an inquiry or complaint was turned into.",
        "allOf": [
          {
            "$ref": "#/components/schemas/CaseRef"
          }
        ]
      },
      "answerDueAt": {
        "description": "By when an inquiry or complaint is to be answered.",
        "type": "string",
        "format": "date-time"
      },
      "refundOnlyKind": {
        "description": "Of a refund only; missing for other types.",
        "type": "string",
        "enum": [
          "REFUND_ONLY_KIND_UNSPECIFIED",
          "REFUND_ONLY_KIND_RECEIVED",
          "REFUND_ONLY_KIND_BEFORE_SHIPPING",
          "REFUND_ONLY_KIND_ON_THE_WAY",
          "REFUND_ONLY_KIND_REFUSED"
        ],
        "x-enum": "RefundOnlyKind",
        "x-unspecified": "REFUND_ONLY_KIND_UNSPECIFIED"
      },
      "exceptions": {
        "description": "What was in the box and not announced, or announced and not in it, in the order it was told: also when it is sorted out.",
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/CaseExceptionView"
        },
        "default": []
      },
      "repair": {
        "description": "Missing where nothing is repaired.",
        "allOf": [
          {
            "$ref": "#/components/schemas/RepairView"
          }
        ]
      },
      "furtherParcels": {
        "description": "The other parcels that the goods come back in; missing where there is but one.",
        "allOf": [
          {
            "$ref": "#/components/schemas/FurtherParcels"
          }
        ]
      },
      "reopens": {
        "description": "The case that had ended and is taken up again in this one.",
        "allOf": [
          {
            "$ref": "#/components/schemas/CaseRef"
          }
        ]
      },
      "reopenedAs": {
        "description": "In which it was taken up again after it had ended.",
        "allOf": [
          {
            "$ref": "#/components/schemas/CaseRef"
          }
        ]
      }
    }
  },
  CaseExceptionView: {
    "title": "CaseExceptionView",
    "type": "object",
    "properties": {
      "exceptionId": {
        "type": "string",
        "default": ""
      },
      "kind": {
        "description": "short, empty_box, over, wrong_item, disputed, not_received, not_finished.",
        "type": "string",
        "default": ""
      },
      "state": {
        "description": "open, claimed, resolved, cleared_up, defaulted.",
        "type": "string",
        "default": ""
      },
      "units": {
        "description": "Units that it is about.",
        "type": "integer",
        "format": "int32",
        "minimum": -2147483648,
        "maximum": 2147483647,
        "default": 0
      },
      "owner": {
        "description": "The department that answers for it.",
        "type": "string",
        "default": ""
      },
      "dueAt": {
        "description": "Then it ends with its default, whoever has it.",
        "type": "string",
        "format": "date-time"
      },
      "byDefault": {
        "description": "confirmed_missing, stays_in_quarantine, back_to_customer, restock, accepted, upheld, turned_up, is_here, never_came, as_reported.",
        "type": "string",
        "default": ""
      },
      "resolution": {
        "description": "One of the same; empty until it is over.",
        "type": "string",
        "default": ""
      },
      "claimedBy": {
        "description": "Empty while it is no person's.",
        "type": "string",
        "default": ""
      },
      "resolvedBy": {
        "description": "A staff id, `deadline`, or `wms` or `logistics` where a word of theirs has ended it; empty until it is over.",
        "type": "string",
        "default": ""
      }
    }
  },
  RepairView: {
    "title": "RepairView",
    "type": "object",
    "properties": {
      "state": {
        "description": "asked, repaired, not_repairable.",
        "type": "string",
        "default": ""
      },
      "owner": {
        "description": "The department that has it repaired.",
        "type": "string",
        "default": ""
      },
      "attempt": {
        "description": "How often it was asked for, from 1; 0 once it is over.",
        "type": "integer",
        "format": "int32",
        "minimum": -2147483648,
        "maximum": 2147483647,
        "default": 0
      },
      "answerBy": {
        "description": "Without an answer by then it is asked for again; missing once it is over.",
        "type": "string",
        "format": "date-time"
      },
      "overdue": {
        "description": "Nobody has answered for long: a person of the warehouse has to look.",
        "type": "boolean",
        "default": false
      }
    }
  },
  GetTimelineRequest: {
    "title": "GetTimelineRequest",
    "type": "object",
    "properties": {
      "caseId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      },
      "afterPosition": {
        "description": "Only what came after this position; 0: everything.",
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^(0|[1-9][0-9]{0,19})$",
        "x-minimum": "0",
        "x-maximum": "9223372036854775807",
        "default": "0"
      }
    },
    "required": [
      "caseId"
    ]
  },
  TimelineEntry: {
    "title": "TimelineEntry",
    "type": "object",
    "properties": {
      "eventId": {
        "type": "string",
        "default": ""
      },
      "type": {
        "type": "string",
        "default": ""
      },
      "source": {
        "type": "string",
        "default": ""
      },
      "at": {
        "type": "string",
        "format": "date-time"
      },
      "causeId": {
        "type": "string",
        "default": ""
      },
      "traceId": {
        "type": "string",
        "default": ""
      },
      "spanId": {
        "type": "string",
        "default": ""
      },
      "summary": {
        "description": "One line for people.",
        "type": "string",
        "default": ""
      },
      "position": {
        "description": "Grows from entry to entry of a case; not by one.",
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^-?(0|[1-9][0-9]{0,19})$",
        "x-minimum": "-9223372036854775808",
        "x-maximum": "9223372036854775807",
        "default": "0"
      }
    }
  },
  GetTimelineResponse: {
    "title": "GetTimelineResponse",
    "type": "object",
    "properties": {
      "entries": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/TimelineEntry"
        },
        "default": []
      }
    }
  },
  LookForNewsRequest: {
    "title": "LookForNewsRequest",
    "type": "object",
    "properties": {
      "caseIds": {
        "type": "array",
        "items": {
          "type": "string",
          "maxLength": 60
        },
        "maxItems": 1000,
        "default": []
      }
    }
  },
  CaseNews: {
    "title": "CaseNews",
    "type": "object",
    "properties": {
      "caseId": {
        "type": "string",
        "default": ""
      },
      "position": {
        "description": "Of the last entry of its timeline.",
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^-?(0|[1-9][0-9]{0,19})$",
        "x-minimum": "-9223372036854775808",
        "x-maximum": "9223372036854775807",
        "default": "0"
      }
    }
  },
  LookForNewsResponse: {
    "title": "LookForNewsResponse",
    "type": "object",
    "properties": {
      "news": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/CaseNews"
        },
        "default": []
      }
    }
  },
  GetContactRequest: {
    "title": "GetContactRequest",
    "type": "object",
    "properties": {
      "customerId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "askedBy": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "purpose": {
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      }
    },
    "required": [
      "customerId",
      "askedBy",
      "purpose"
    ]
  },
  GetContactResponse: {
    "title": "GetContactResponse",
    "type": "object",
    "properties": {
      "name": {
        "type": "string",
        "default": "",
        "x-personal": true
      },
      "phone": {
        "type": "string",
        "default": "",
        "x-personal": true
      },
      "email": {
        "type": "string",
        "default": "",
        "x-personal": true
      },
      "address": {
        "type": "string",
        "default": "",
        "x-personal": true
      },
      "country": {
        "type": "string",
        "default": ""
      }
    }
  },
  GetSupplementsRequest: {
    "title": "GetSupplementsRequest",
    "type": "object",
    "properties": {
      "caseId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      },
      "askedBy": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "purpose": {
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      }
    },
    "required": [
      "caseId",
      "askedBy",
      "purpose"
    ]
  },
  Supplement: {
    "title": "Supplement",
    "type": "object",
    "properties": {
      "round": {
        "description": "Of the decision that it led to.",
        "type": "integer",
        "format": "int32",
        "minimum": -2147483648,
        "maximum": 2147483647,
        "default": 0
      },
      "at": {
        "type": "string",
        "format": "date-time"
      },
      "reason": {
        "type": "string",
        "default": "",
        "x-personal": true
      }
    }
  },
  GetSupplementsResponse: {
    "title": "GetSupplementsResponse",
    "type": "object",
    "properties": {
      "supplements": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/Supplement"
        },
        "default": []
      }
    }
  },
  ReturnShipmentAnnounced: {
    "title": "ReturnShipmentAnnounced",
    "description": "Tells the carrier to expect a parcel from a customer. Who and where it learns from intake by gRPC, recorded.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "rmaNumber": {
        "type": "string",
        "minLength": 1,
        "maxLength": 32
      },
      "trackingNumber": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "carrierCode": {
        "type": "string",
        "minLength": 1,
        "maxLength": 32
      },
      "sendBy": {
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "rmaNumber",
      "trackingNumber",
      "carrierCode",
      "sendBy"
    ]
  },
  ReturnShipmentCalledOff: {
    "title": "ReturnShipmentCalledOff",
    "description": "The parcel that was announced will not come: its label is void. What is scanned of it later is recorded and moves nothing.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "rmaNumber": {
        "type": "string",
        "minLength": 1,
        "maxLength": 32
      },
      "trackingNumber": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "carrierCode": {
        "type": "string",
        "minLength": 1,
        "maxLength": 32
      }
    },
    "required": [
      "ref",
      "rmaNumber",
      "trackingNumber",
      "carrierCode"
    ]
  },
  ReturnShipmentRecallRequested: {
    "title": "ReturnShipmentRecallRequested",
    "description": "The customer cancels while the parcel is on its way, and both sides agree to that: it is to be brought back to the customer, which `RETURNED_TO_SENDER` says. One that is delivered all the same, or lost, is reported as ever.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "rmaNumber": {
        "type": "string",
        "minLength": 1,
        "maxLength": 32
      },
      "trackingNumber": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "carrierCode": {
        "type": "string",
        "minLength": 1,
        "maxLength": 32
      },
      "agreedAt": {
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "rmaNumber",
      "trackingNumber",
      "carrierCode",
      "agreedAt"
    ]
  },
  ReturnParcelAdded: {
    "title": "ReturnParcelAdded",
    "description": "The goods of one return are in one parcel more than announced: under the same RMA, with a number of its own. Said before its scans. Only as long as the others have not all arrived; the same number twice changes nothing.",
    "type": "object",
    "properties": {
      "caseId": {
        "description": "Both echoed from the announcement.",
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      },
      "rmaNumber": {
        "type": "string",
        "minLength": 1,
        "maxLength": 32
      },
      "trackingNumber": {
        "description": "Of the further parcel.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "carrierCode": {
        "type": "string",
        "minLength": 1,
        "maxLength": 32
      }
    },
    "required": [
      "caseId",
      "rmaNumber",
      "trackingNumber",
      "carrierCode"
    ]
  },
  TrackingReported: {
    "title": "TrackingReported",
    "description": "May come twice, late and in any order; ordered by `occurred_at`, the carrier's time.",
    "type": "object",
    "properties": {
      "caseId": {
        "description": "Echoed from the announcement.",
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      },
      "trackingNumber": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "status": {
        "type": "string",
        "enum": [
          "TRACKING_STATUS_PICKED_UP",
          "TRACKING_STATUS_IN_TRANSIT",
          "TRACKING_STATUS_DELIVERED",
          "TRACKING_STATUS_LOST",
          "TRACKING_STATUS_INTERCEPTED",
          "TRACKING_STATUS_REFUSED",
          "TRACKING_STATUS_RETURNING",
          "TRACKING_STATUS_SIGNED",
          "TRACKING_STATUS_RETURNED_TO_SENDER"
        ],
        "x-enum": "TrackingStatus",
        "x-unspecified": "TRACKING_STATUS_UNSPECIFIED"
      },
      "occurredAt": {
        "type": "string",
        "format": "date-time"
      },
      "scanId": {
        "description": "The carrier's id of this scan: the same scan reported twice has the same id.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      }
    },
    "required": [
      "caseId",
      "trackingNumber",
      "status",
      "occurredAt",
      "scanId"
    ]
  },
  ClaimedGoods: {
    "title": "ClaimedGoods",
    "type": "object",
    "properties": {
      "sku": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "quantity": {
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 2147483647
      }
    },
    "required": [
      "sku",
      "quantity"
    ]
  },
  CarrierClaimRaised: {
    "title": "CarrierClaimRaised",
    "description": "A parcel was lost and has not turned up in time, or was never received though its carrier says that it was delivered: the carrier has to answer for what was in it. Said once.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "claimId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "trackingNumber": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "carrierCode": {
        "type": "string",
        "minLength": 1,
        "maxLength": 32
      },
      "lostAt": {
        "description": "The carrier's own time of its scan that says so; of one that was not received, of the scan that says that it was delivered.",
        "type": "string",
        "format": "date-time"
      },
      "raisedAt": {
        "type": "string",
        "format": "date-time"
      },
      "goods": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ClaimedGoods"
        },
        "minItems": 1,
        "maxItems": 1000,
        "default": []
      },
      "oneOfSeveral": {
        "description": "The goods were in several parcels, of which this is one: which of them were in it, the inspection of the others shows.",
        "type": "boolean"
      },
      "notReceived": {
        "description": "By your scan it was delivered, and the warehouse has never had it: say where, and to whom. Missing otherwise.",
        "type": "boolean"
      }
    },
    "required": [
      "ref",
      "claimId",
      "trackingNumber",
      "carrierCode",
      "lostAt",
      "raisedAt",
      "goods"
    ]
  },
  OutboundShipmentAnnounced: {
    "title": "OutboundShipmentAnnounced",
    "description": "Tells the carrier to expect a parcel from the warehouse to a customer. Who and where it learns from intake by gRPC, recorded. Its scans are told as those of any parcel.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "trackingNumber": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "carrierCode": {
        "type": "string",
        "minLength": 1,
        "maxLength": 32
      },
      "orderedAt": {
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "trackingNumber",
      "carrierCode",
      "orderedAt"
    ]
  },
  OutboundRecallRequested: {
    "title": "OutboundRecallRequested",
    "description": "An outbound parcel is to come back: intercept it where that is asked for, and report from now on what becomes of it, under this case.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "trackingNumber": {
        "description": "The outbound waybill.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "carrierCode": {
        "type": "string",
        "minLength": 1,
        "maxLength": 32
      },
      "intercept": {
        "description": "False: the customer refuses it at the door, and it comes back by itself.",
        "type": "boolean",
        "default": false
      },
      "reportBy": {
        "description": "Nothing reported by then: the parcel counts as lost.",
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "trackingNumber",
      "carrierCode",
      "reportBy"
    ]
  },
  OutboundRecallCalledOff: {
    "title": "OutboundRecallCalledOff",
    "description": "The customer wants the parcel after all: bring it to them. What is scanned of it later is recorded and moves nothing.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "trackingNumber": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "carrierCode": {
        "type": "string",
        "minLength": 1,
        "maxLength": 32
      }
    },
    "required": [
      "ref",
      "trackingNumber",
      "carrierCode"
    ]
  },
  CustomerRegistered: {
    "title": "CustomerRegistered",
    "description": "Names, phones and addresses: a restricted topic, heard by intake alone.",
    "type": "object",
    "properties": {
      "customerId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "name": {
        "type": "string",
        "maxLength": 200,
        "default": "",
        "x-personal": true
      },
      "phone": {
        "type": "string",
        "maxLength": 40,
        "default": "",
        "x-personal": true
      },
      "email": {
        "type": "string",
        "maxLength": 200,
        "default": "",
        "x-personal": true
      },
      "address": {
        "type": "string",
        "maxLength": 500,
        "default": "",
        "x-personal": true
      },
      "country": {
        "type": "string",
        "maxLength": 80,
        "default": ""
      }
    },
    "required": [
      "customerId"
    ]
  },
  OrderLine: {
    "title": "OrderLine",
    "type": "object",
    "properties": {
      "orderLineId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "sku": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "title": {
        "type": "string",
        "maxLength": 200,
        "default": ""
      },
      "quantity": {
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 1000000
      },
      "amountMinor": {
        "description": "Price of the whole line before order-level discounts, in minor units of the order's currency.",
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^(0|[1-9][0-9]{0,19})$",
        "x-minimum": "0",
        "x-maximum": "9223372036854775807"
      },
      "kind": {
        "type": "string",
        "enum": [
          "ORDER_LINE_KIND_GOODS",
          "ORDER_LINE_KIND_SHIPPING",
          "ORDER_LINE_KIND_FEE"
        ],
        "x-enum": "OrderLineKind",
        "x-unspecified": "ORDER_LINE_KIND_UNSPECIFIED"
      }
    },
    "required": [
      "orderLineId",
      "sku",
      "quantity",
      "amountMinor",
      "kind"
    ]
  },
  Payment: {
    "title": "Payment",
    "type": "object",
    "properties": {
      "paymentId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "method": {
        "type": "string",
        "minLength": 1,
        "maxLength": 32
      },
      "capturedMinor": {
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^(0|[1-9][0-9]{0,19})$",
        "x-minimum": "0",
        "x-maximum": "9223372036854775807"
      }
    },
    "required": [
      "paymentId",
      "method",
      "capturedMinor"
    ]
  },
  OrderPlaced: {
    "title": "OrderPlaced",
    "description": "An order as it was paid. Lines add up, less the discount, to what the payments captured.",
    "type": "object",
    "properties": {
      "orderId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "customerId": {
        "type": "string",
        "maxLength": 64,
        "default": ""
      },
      "currency": {
        "type": "string",
        "minLength": 1,
        "pattern": "^[A-Z]{3}$"
      },
      "placedAt": {
        "type": "string",
        "format": "date-time"
      },
      "signedAt": {
        "description": "When the customer signed for the goods; missing while they are on the way.",
        "type": "string",
        "format": "date-time"
      },
      "lines": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/OrderLine"
        },
        "minItems": 1,
        "maxItems": 10000,
        "default": []
      },
      "discountMinor": {
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^(0|[1-9][0-9]{0,19})$",
        "x-minimum": "0",
        "x-maximum": "9223372036854775807",
        "default": "0"
      },
      "payments": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/Payment"
        },
        "maxItems": 16,
        "default": []
      },
      "provenance": {
        "type": "string",
        "enum": [
          "PROVENANCE_UNSPECIFIED",
          "PROVENANCE_REAL",
          "PROVENANCE_SYNTHETIC"
        ],
        "x-enum": "Provenance",
        "x-unspecified": "PROVENANCE_UNSPECIFIED",
        "default": "PROVENANCE_UNSPECIFIED"
      },
      "syntheticFields": {
        "description": "Names of the fields above that were made up.",
        "type": "array",
        "items": {
          "type": "string",
          "maxLength": 64
        },
        "maxItems": 16,
        "default": []
      }
    },
    "required": [
      "orderId",
      "currency",
      "placedAt",
      "lines"
    ]
  },
  ShippedLine: {
    "title": "ShippedLine",
    "type": "object",
    "properties": {
      "orderLineId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "quantity": {
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 1000000
      }
    },
    "required": [
      "orderLineId",
      "quantity"
    ]
  },
  OrderShipped: {
    "title": "OrderShipped",
    "description": "A parcel of an order has left for the customer. One event a parcel; the same one again changes nothing.",
    "type": "object",
    "properties": {
      "orderId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "trackingNumber": {
        "description": "The outbound waybill.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "carrierCode": {
        "type": "string",
        "minLength": 1,
        "maxLength": 32
      },
      "shippedAt": {
        "type": "string",
        "format": "date-time"
      },
      "lines": {
        "description": "Everything that is in the parcel: a part of it can't be stopped on its way.",
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ShippedLine"
        },
        "minItems": 1,
        "maxItems": 1000,
        "default": []
      },
      "provenance": {
        "type": "string",
        "enum": [
          "PROVENANCE_UNSPECIFIED",
          "PROVENANCE_REAL",
          "PROVENANCE_SYNTHETIC"
        ],
        "x-enum": "Provenance",
        "x-unspecified": "PROVENANCE_UNSPECIFIED",
        "default": "PROVENANCE_UNSPECIFIED"
      }
    },
    "required": [
      "orderId",
      "trackingNumber",
      "carrierCode",
      "shippedAt",
      "lines"
    ]
  },
  RequestedLine: {
    "title": "RequestedLine",
    "type": "object",
    "properties": {
      "orderLineId": {
        "description": "Empty when CRM could not match the line to a purchase.",
        "type": "string",
        "maxLength": 64,
        "default": ""
      },
      "sku": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "quantity": {
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 1000000
      },
      "reason": {
        "type": "string",
        "enum": [
          "RETURN_REASON_NO_REASON",
          "RETURN_REASON_DAMAGED",
          "RETURN_REASON_FAULTY",
          "RETURN_REASON_WRONG_ITEM",
          "RETURN_REASON_NOT_AS_DESCRIBED",
          "RETURN_REASON_OTHER"
        ],
        "x-enum": "ReturnReason",
        "x-unspecified": "RETURN_REASON_UNSPECIFIED"
      },
      "condition": {
        "type": "string",
        "enum": [
          "CLAIMED_CONDITION_UNSPECIFIED",
          "CLAIMED_CONDITION_UNOPENED",
          "CLAIMED_CONDITION_OPENED",
          "CLAIMED_CONDITION_USED",
          "CLAIMED_CONDITION_DEFECTIVE"
        ],
        "x-enum": "ClaimedCondition",
        "x-unspecified": "CLAIMED_CONDITION_UNSPECIFIED",
        "default": "CLAIMED_CONDITION_UNSPECIFIED"
      },
      "lowerUnitPriceMinor": {
        "description": "Of a price difference: the lower price of one unit that the customer points to, in minor units of the order's currency. Missing for other types.",
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^(0|[1-9][0-9]{0,19})$",
        "x-minimum": "0",
        "x-maximum": "9223372036854775807"
      },
      "wantedSku": {
        "description": "Of an exchange: the variant that is wanted instead, and the price of one unit of it that CRM has quoted to the customer, in minor units of the order's currency. Both or neither; missing: the same\ngoods again. The quote is taken down with the application and holds: it is never worked out again.",
        "type": "string",
        "maxLength": 64
      },
      "wantedUnitPriceMinor": {
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^(0|[1-9][0-9]{0,19})$",
        "x-minimum": "0",
        "x-maximum": "9223372036854775807"
      }
    },
    "required": [
      "sku",
      "quantity",
      "reason"
    ]
  },
  ReturnRequested: {
    "title": "ReturnRequested",
    "type": "object",
    "properties": {
      "requestId": {
        "description": "Unique for CRM; the same id twice is the same request.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "customerId": {
        "type": "string",
        "maxLength": 64,
        "default": ""
      },
      "orderId": {
        "description": "Empty when CRM could not match the request to a purchase.",
        "type": "string",
        "maxLength": 64,
        "default": ""
      },
      "type": {
        "type": "string",
        "enum": [
          "CASE_TYPE_RETURN",
          "CASE_TYPE_REFUND_ONLY",
          "CASE_TYPE_EXCHANGE",
          "CASE_TYPE_REPAIR",
          "CASE_TYPE_RESEND",
          "CASE_TYPE_PRICE_DIFFERENCE",
          "CASE_TYPE_INQUIRY",
          "CASE_TYPE_COMPLAINT"
        ],
        "x-enum": "CaseType",
        "x-unspecified": "CASE_TYPE_UNSPECIFIED"
      },
      "lines": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/RequestedLine"
        },
        "minItems": 1,
        "maxItems": 1000,
        "default": []
      },
      "requestedAt": {
        "type": "string",
        "format": "date-time"
      },
      "evidence": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/EvidenceRef"
        },
        "maxItems": 20,
        "default": []
      },
      "externalReference": {
        "description": "What CRM calls the document behind it, as an invoice number.",
        "type": "string",
        "maxLength": 64,
        "default": ""
      },
      "provenance": {
        "type": "string",
        "enum": [
          "PROVENANCE_UNSPECIFIED",
          "PROVENANCE_REAL",
          "PROVENANCE_SYNTHETIC"
        ],
        "x-enum": "Provenance",
        "x-unspecified": "PROVENANCE_UNSPECIFIED",
        "default": "PROVENANCE_UNSPECIFIED"
      },
      "refundOnlyKind": {
        "description": "Of a refund only: where the goods are. Missing: the customer has them and keeps them. Of no account for other types.",
        "type": "string",
        "enum": [
          "REFUND_ONLY_KIND_UNSPECIFIED",
          "REFUND_ONLY_KIND_RECEIVED",
          "REFUND_ONLY_KIND_BEFORE_SHIPPING",
          "REFUND_ONLY_KIND_ON_THE_WAY",
          "REFUND_ONLY_KIND_REFUSED"
        ],
        "x-enum": "RefundOnlyKind",
        "x-unspecified": "REFUND_ONLY_KIND_UNSPECIFIED"
      },
      "advance": {
        "description": "Of an exchange for the same goods: the customer asks that they leave at once, and agrees that their price is held meanwhile. Missing: they do not. Of no account for other types.",
        "type": "boolean"
      }
    },
    "required": [
      "requestId",
      "type",
      "lines",
      "requestedAt"
    ]
  },
  ConcernReported: {
    "title": "ConcernReported",
    "description": "A question or a complaint: a person answers it, or makes another case of it. On the topic of the requests, restricted as it is: the text may name people.",
    "type": "object",
    "properties": {
      "requestId": {
        "description": "Unique for CRM among all its requests; the same id twice is the same request.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "customerId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "type": {
        "description": "Inquiry or complaint.",
        "type": "string",
        "enum": [
          "CASE_TYPE_RETURN",
          "CASE_TYPE_REFUND_ONLY",
          "CASE_TYPE_EXCHANGE",
          "CASE_TYPE_REPAIR",
          "CASE_TYPE_RESEND",
          "CASE_TYPE_PRICE_DIFFERENCE",
          "CASE_TYPE_INQUIRY",
          "CASE_TYPE_COMPLAINT"
        ],
        "x-enum": "CaseType",
        "x-unspecified": "CASE_TYPE_UNSPECIFIED"
      },
      "text": {
        "description": "In the customer's words.",
        "type": "string",
        "minLength": 1,
        "maxLength": 2000,
        "x-personal": true
      },
      "orderId": {
        "description": "Empty when it is about no order in particular.",
        "type": "string",
        "maxLength": 64,
        "default": ""
      },
      "lines": {
        "description": "Of the order, where it is about some of its lines.",
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/RequestedLine"
        },
        "maxItems": 1000,
        "default": []
      },
      "requestedAt": {
        "type": "string",
        "format": "date-time"
      },
      "provenance": {
        "type": "string",
        "enum": [
          "PROVENANCE_UNSPECIFIED",
          "PROVENANCE_REAL",
          "PROVENANCE_SYNTHETIC"
        ],
        "x-enum": "Provenance",
        "x-unspecified": "PROVENANCE_UNSPECIFIED",
        "default": "PROVENANCE_UNSPECIFIED"
      }
    },
    "required": [
      "requestId",
      "customerId",
      "type",
      "text",
      "requestedAt"
    ]
  },
  CaseOutcomeReported: {
    "title": "CaseOutcomeReported",
    "description": "How a case that CRM asked for ended. Also said for cases that came in by other doors.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "requestId": {
        "description": "Empty for cases that CRM did not ask for.",
        "type": "string",
        "maxLength": 64,
        "default": ""
      },
      "result": {
        "type": "string",
        "enum": [
          "CASE_RESULT_REFUNDED",
          "CASE_RESULT_REJECTED",
          "CASE_RESULT_NOTHING_DUE",
          "CASE_RESULT_CANCELLED",
          "CASE_RESULT_EXPIRED",
          "CASE_RESULT_REPLACED",
          "CASE_RESULT_REPAIRED",
          "CASE_RESULT_ANSWERED",
          "CASE_RESULT_TURNED"
        ],
        "x-enum": "CaseResult",
        "x-unspecified": "CASE_RESULT_UNSPECIFIED"
      },
      "reasonCodes": {
        "type": "array",
        "items": {
          "type": "string"
        },
        "maxItems": 32,
        "default": []
      },
      "refunded": {
        "$ref": "#/components/schemas/Money"
      }
    },
    "required": [
      "ref",
      "result"
    ]
  },
  CaseReopened: {
    "title": "CaseReopened",
    "description": "A case that had ended is taken up again, as another one: how that ends is said of the other. Said once, after the outcome of the first, and perhaps after that of the other.",
    "type": "object",
    "properties": {
      "ref": {
        "description": "The one that had ended.",
        "allOf": [
          {
            "$ref": "#/components/schemas/CaseRef"
          }
        ]
      },
      "reopenedAs": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "reasonCode": {
        "description": "Stable code of why, as STILL_FAULTY.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "reopenedAt": {
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "reopenedAs",
      "reasonCode",
      "reopenedAt"
    ]
  },
  ChoiceOffered: {
    "title": "ChoiceOffered",
    "description": "The customer has to choose: please tell them. They answer through the gateway, or whoever serves them does.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "number": {
        "description": "Which choice of the case it is, from 1: an answer names it.",
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 1000
      },
      "kind": {
        "type": "string",
        "enum": [
          "CHOICE_KIND_OUT_OF_STOCK",
          "CHOICE_KIND_REJECTED_UNITS"
        ],
        "x-enum": "ChoiceKind",
        "x-unspecified": "CHOICE_KIND_UNSPECIFIED"
      },
      "options": {
        "description": "Words of the answer, as `wait` and `refund`.",
        "type": "array",
        "items": {
          "type": "string",
          "maxLength": 32
        },
        "minItems": 1,
        "maxItems": 16,
        "default": []
      },
      "dueAt": {
        "type": "string",
        "format": "date-time"
      },
      "byDefault": {
        "description": "What is done when nobody answers: one of the options.",
        "type": "string",
        "minLength": 1,
        "maxLength": 32
      },
      "deducted": {
        "description": "Of rejected units: what is deducted for them, and what is paid back for the case in all, if a deduction is chosen.",
        "allOf": [
          {
            "$ref": "#/components/schemas/Money"
          }
        ]
      },
      "paid": {
        "$ref": "#/components/schemas/Money"
      },
      "missingUnits": {
        "description": "Of an exchange, where another variant may be sent instead: quote some by `VariantsQuoted`, as long as nobody has chosen. Missing: it may not.",
        "allOf": [
          {
            "$ref": "#/components/schemas/MissingUnits"
          }
        ]
      },
      "variants": {
        "description": "Among which `other_variant` chooses, once they are quoted: the same choice is then told once more, with them.",
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/OfferedVariant"
        },
        "maxItems": 20,
        "default": []
      }
    },
    "required": [
      "ref",
      "number",
      "kind",
      "options",
      "dueAt",
      "byDefault"
    ]
  },
  MissingUnits: {
    "title": "MissingUnits",
    "description": "What is out of stock.",
    "type": "object",
    "properties": {
      "orderLineId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "sku": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "quantity": {
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 2147483647
      }
    },
    "required": [
      "orderLineId",
      "sku",
      "quantity"
    ]
  },
  OfferedVariant: {
    "title": "OfferedVariant",
    "description": "What may be sent instead, and what that costs. At most one of the amounts is there; neither: nothing is owed either way.",
    "type": "object",
    "properties": {
      "sku": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "unitPriceMinor": {
        "description": "Of one unit, in minor units of the order's currency, as it was quoted.",
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^(0|[1-9][0-9]{0,19})$",
        "x-minimum": "0",
        "x-maximum": "9223372036854775807"
      },
      "paidBack": {
        "description": "For all units, if all that were approved come back.",
        "allOf": [
          {
            "$ref": "#/components/schemas/Money"
          }
        ]
      },
      "paidOnTop": {
        "$ref": "#/components/schemas/Money"
      }
    },
    "required": [
      "sku",
      "unitPriceMinor"
    ]
  },
  QuotedVariant: {
    "title": "QuotedVariant",
    "type": "object",
    "properties": {
      "sku": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "unitPriceMinor": {
        "description": "Of one unit, in minor units of the order's currency. Whoever sells has to stand by it until the choice is over.",
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^(0|[1-9][0-9]{0,19})$",
        "x-minimum": "0",
        "x-maximum": "9223372036854775807"
      }
    },
    "required": [
      "sku",
      "unitPriceMinor"
    ]
  },
  VariantsQuoted: {
    "title": "VariantsQuoted",
    "description": "What the shop can send in place of what is out of stock. The first quote for a choice holds.",
    "type": "object",
    "properties": {
      "ref": {
        "description": "Echoed from the choice, and so is its number.",
        "allOf": [
          {
            "$ref": "#/components/schemas/CaseRef"
          }
        ]
      },
      "number": {
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 1000
      },
      "variants": {
        "description": "Each SKU once.",
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/QuotedVariant"
        },
        "minItems": 1,
        "maxItems": 20,
        "default": []
      }
    },
    "required": [
      "ref",
      "number",
      "variants"
    ]
  },
  SurveyInvited: {
    "title": "SurveyInvited",
    "description": "Asks CRM, which knows the customer, to send the survey.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "surveyId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "customerId": {
        "type": "string",
        "maxLength": 64,
        "default": ""
      }
    },
    "required": [
      "ref",
      "surveyId"
    ]
  },
  SurveyReplied: {
    "title": "SurveyReplied",
    "type": "object",
    "properties": {
      "caseId": {
        "description": "Echoed from the invitation.",
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      },
      "surveyId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "score": {
        "description": "1 very bad … 5 very good.",
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 5
      },
      "comment": {
        "description": "Free text may name people: stays in feedback's database, never in an inner event.",
        "type": "string",
        "maxLength": 2000,
        "default": "",
        "x-personal": true
      },
      "repliedAt": {
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "caseId",
      "surveyId",
      "score",
      "repliedAt"
    ]
  },
  PaidLeg: {
    "title": "PaidLeg",
    "type": "object",
    "properties": {
      "legId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 80
      },
      "paymentId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "amountMinor": {
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^(0|[1-9][0-9]{0,19})$",
        "x-minimum": "0",
        "x-maximum": "9223372036854775807"
      },
      "bankReference": {
        "description": "Of the transfer where finance paid it by hand: it is in none of the payment provider's books. Empty where the provider paid.",
        "type": "string",
        "maxLength": 64,
        "default": ""
      }
    },
    "required": [
      "legId",
      "paymentId",
      "amountMinor"
    ]
  },
  RefundPaid: {
    "title": "RefundPaid",
    "description": "A refund has reached the customer's payments in full.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "refundId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "total": {
        "$ref": "#/components/schemas/Money"
      },
      "legs": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/PaidLeg"
        },
        "maxItems": 64,
        "default": []
      },
      "settledAt": {
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "refundId",
      "total",
      "settledAt"
    ]
  },
  Posting: {
    "title": "Posting",
    "type": "object",
    "properties": {
      "account": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "debitMinor": {
        "description": "Exactly one of the two is above zero.",
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^(0|[1-9][0-9]{0,19})$",
        "x-minimum": "0",
        "x-maximum": "9223372036854775807",
        "default": "0"
      },
      "creditMinor": {
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^(0|[1-9][0-9]{0,19})$",
        "x-minimum": "0",
        "x-maximum": "9223372036854775807",
        "default": "0"
      }
    },
    "required": [
      "account"
    ]
  },
  LedgerPosted: {
    "title": "LedgerPosted",
    "description": "One transaction of the ledger: debits = credits. Append-only; a correction is a new one.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "transactionId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 80
      },
      "currency": {
        "type": "string",
        "minLength": 1,
        "pattern": "^[A-Z]{3}$"
      },
      "memo": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "postings": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/Posting"
        },
        "minItems": 2,
        "maxItems": 64,
        "default": []
      }
    },
    "required": [
      "ref",
      "transactionId",
      "currency",
      "memo",
      "postings"
    ]
  },
  InspectionTaskLine: {
    "title": "InspectionTaskLine",
    "type": "object",
    "properties": {
      "caseLineId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "sku": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "expectedQuantity": {
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 2147483647
      },
      "reason": {
        "type": "string",
        "enum": [
          "RETURN_REASON_UNSPECIFIED",
          "RETURN_REASON_NO_REASON",
          "RETURN_REASON_DAMAGED",
          "RETURN_REASON_FAULTY",
          "RETURN_REASON_WRONG_ITEM",
          "RETURN_REASON_NOT_AS_DESCRIBED",
          "RETURN_REASON_OTHER"
        ],
        "x-enum": "ReturnReason",
        "x-unspecified": "RETURN_REASON_UNSPECIFIED",
        "default": "RETURN_REASON_UNSPECIFIED"
      }
    },
    "required": [
      "caseLineId",
      "sku",
      "expectedQuantity"
    ]
  },
  InspectionTaskIssued: {
    "title": "InspectionTaskIssued",
    "description": "A parcel is at the dock: receive, inspect and grade what is in it. The same task comes again, with the next attempt, where nothing, or nothing more, is reported of it in time.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "taskId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "rmaNumber": {
        "type": "string",
        "maxLength": 32,
        "default": ""
      },
      "trackingNumber": {
        "type": "string",
        "maxLength": 64,
        "default": ""
      },
      "lines": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/InspectionTaskLine"
        },
        "minItems": 1,
        "maxItems": 1000,
        "default": []
      },
      "further": {
        "description": "The other parcels that the goods have come in; missing where there is but one.",
        "allOf": [
          {
            "$ref": "#/components/schemas/FurtherParcels"
          }
        ]
      },
      "unannounced": {
        "description": "Of goods that you have reported as unannounced, and that are this case's: inspect them with the rest. Missing where there are none.",
        "allOf": [
          {
            "$ref": "#/components/schemas/UnannouncedReports"
          }
        ]
      },
      "attempt": {
        "description": "How often you are asked, from 1. Missing for the first time.",
        "type": "integer",
        "format": "int32",
        "minimum": 2,
        "maximum": 2147483647
      }
    },
    "required": [
      "ref",
      "taskId",
      "lines"
    ]
  },
  UnannouncedReports: {
    "title": "UnannouncedReports",
    "description": "Ids of reports of parcels that nobody had announced.",
    "type": "object",
    "properties": {
      "reportIds": {
        "type": "array",
        "items": {
          "type": "string"
        },
        "minItems": 1,
        "maxItems": 20,
        "default": []
      }
    },
    "required": [
      "reportIds"
    ]
  },
  Finding: {
    "title": "Finding",
    "description": "So many units of one line found in one state. Several findings may name the same line.",
    "type": "object",
    "properties": {
      "caseLineId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "sku": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "quantity": {
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 1000000
      },
      "grade": {
        "type": "string",
        "enum": [
          "GRADE_A",
          "GRADE_B",
          "GRADE_C",
          "GRADE_D"
        ],
        "x-enum": "Grade",
        "x-unspecified": "GRADE_UNSPECIFIED"
      },
      "liability": {
        "type": "string",
        "enum": [
          "LIABILITY_SELLER",
          "LIABILITY_CUSTOMER",
          "LIABILITY_CARRIER",
          "LIABILITY_SUPPLIER",
          "LIABILITY_UNDETERMINED"
        ],
        "x-enum": "Liability",
        "x-unspecified": "LIABILITY_UNSPECIFIED"
      }
    },
    "required": [
      "caseLineId",
      "sku",
      "quantity",
      "grade",
      "liability"
    ]
  },
  InspectionReported: {
    "title": "InspectionReported",
    "description": "Results add up: 3 then 2 of 5 is 5. `final` says that nothing more is coming; what is missing then is short.",
    "type": "object",
    "properties": {
      "caseId": {
        "description": "Echoed from the task.",
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      },
      "taskId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "reportId": {
        "description": "The same report twice has the same id.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "findings": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/Finding"
        },
        "maxItems": 1000,
        "default": []
      },
      "final": {
        "type": "boolean",
        "default": false
      },
      "inspectedAt": {
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "caseId",
      "taskId",
      "reportId",
      "inspectedAt"
    ]
  },
  StockOpened: {
    "title": "StockOpened",
    "description": "Sellable stock on hand when Huiliu begins to keep its ledger of a SKU. Counted once per SKU.",
    "type": "object",
    "properties": {
      "sku": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "onHand": {
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^(0|[1-9][0-9]{0,19})$",
        "x-minimum": "0",
        "x-maximum": "1000000000"
      },
      "provenance": {
        "type": "string",
        "enum": [
          "PROVENANCE_UNSPECIFIED",
          "PROVENANCE_REAL",
          "PROVENANCE_SYNTHETIC"
        ],
        "x-enum": "Provenance",
        "x-unspecified": "PROVENANCE_UNSPECIFIED",
        "default": "PROVENANCE_UNSPECIFIED"
      }
    },
    "required": [
      "sku",
      "onHand"
    ]
  },
  TaskUnits: {
    "title": "TaskUnits",
    "type": "object",
    "properties": {
      "caseLineId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "sku": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "quantity": {
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 2147483647
      }
    },
    "required": [
      "caseLineId",
      "sku",
      "quantity"
    ]
  },
  ReservationTaskIssued: {
    "title": "ReservationTaskIssued",
    "description": "Set these units of sellable stock aside for a customer, all or none. Who was approved first is served first.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "taskId": {
        "description": "Another one each time that the same units are asked for again.",
        "type": "string",
        "minLength": 1,
        "maxLength": 80
      },
      "lines": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/TaskUnits"
        },
        "minItems": 1,
        "maxItems": 1000,
        "default": []
      },
      "approvedAt": {
        "description": "When the case was approved: where several want the last unit, the earliest gets it.",
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "taskId",
      "lines",
      "approvedAt"
    ]
  },
  ReservationReleased: {
    "title": "ReservationReleased",
    "description": "What was asked to be set aside is not wanted any more, whether it was set aside or not.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "taskId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 80
      }
    },
    "required": [
      "ref",
      "taskId"
    ]
  },
  ReservationReported: {
    "title": "ReservationReported",
    "description": "The WMS's answer to one task. The first one counts.",
    "type": "object",
    "properties": {
      "caseId": {
        "description": "Both echoed from the task.",
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      },
      "taskId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 80
      },
      "outcome": {
        "type": "string",
        "enum": [
          "RESERVATION_OUTCOME_RESERVED",
          "RESERVATION_OUTCOME_OUT_OF_STOCK"
        ],
        "x-enum": "ReservationOutcome",
        "x-unspecified": "RESERVATION_OUTCOME_UNSPECIFIED"
      },
      "reportedAt": {
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "caseId",
      "taskId",
      "outcome",
      "reportedAt"
    ]
  },
  PickingTaskIssued: {
    "title": "PickingTaskIssued",
    "description": "Pick these units, which may be fewer than were set aside, put them into one parcel and hand it to the carrier; the rest of the reservation is free again.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "taskId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 80
      },
      "reservationTaskId": {
        "description": "Under which the units were set aside; of repaired units, the id of their repair task.",
        "type": "string",
        "minLength": 1,
        "maxLength": 80
      },
      "trackingNumber": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "carrierCode": {
        "type": "string",
        "minLength": 1,
        "maxLength": 32
      },
      "lines": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/TaskUnits"
        },
        "minItems": 1,
        "maxItems": 1000,
        "default": []
      }
    },
    "required": [
      "ref",
      "taskId",
      "reservationTaskId",
      "trackingNumber",
      "carrierCode",
      "lines"
    ]
  },
  PickingReported: {
    "title": "PickingReported",
    "description": "The units of a picking task have left the shelf and were handed to the carrier.",
    "type": "object",
    "properties": {
      "caseId": {
        "description": "Both echoed from the task.",
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      },
      "taskId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 80
      },
      "pickedAt": {
        "type": "string",
        "format": "date-time"
      },
      "lines": {
        "description": "Just what the task names.",
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/TaskUnits"
        },
        "minItems": 1,
        "maxItems": 1000,
        "default": []
      }
    },
    "required": [
      "caseId",
      "taskId",
      "pickedAt",
      "lines"
    ]
  },
  StopLine: {
    "title": "StopLine",
    "type": "object",
    "properties": {
      "orderLineId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "sku": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "quantity": {
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 2147483647
      }
    },
    "required": [
      "orderLineId",
      "sku",
      "quantity"
    ]
  },
  OutboundStopRequested: {
    "title": "OutboundStopRequested",
    "description": "Units of an order are not wanted any more: keep them back if they have not left. All of them or none. Asked again, with the next attempt, when no answer comes.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "stopId": {
        "description": "The same for every attempt.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "attempt": {
        "description": "From 1.",
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 2147483647
      },
      "lines": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/StopLine"
        },
        "minItems": 1,
        "maxItems": 1000,
        "default": []
      },
      "answerBy": {
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "stopId",
      "attempt",
      "lines",
      "answerBy"
    ]
  },
  OutboundStopCalledOff: {
    "title": "OutboundStopCalledOff",
    "description": "The customer wants the goods after all: let them go, if they were kept back.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "stopId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      }
    },
    "required": [
      "ref",
      "stopId"
    ]
  },
  ParcelLine: {
    "title": "ParcelLine",
    "type": "object",
    "properties": {
      "orderLineId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "quantity": {
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 1000000
      }
    },
    "required": [
      "orderLineId",
      "quantity"
    ]
  },
  OutboundStopAnswered: {
    "title": "OutboundStopAnswered",
    "description": "One answer a stop, whatever the number of attempts; the same answer twice changes nothing.",
    "type": "object",
    "properties": {
      "caseId": {
        "description": "Echoed from the request, as are the order and the stop.",
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      },
      "orderId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "stopId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "result": {
        "type": "string",
        "enum": [
          "STOP_RESULT_STOPPED",
          "STOP_RESULT_ALREADY_SHIPPED"
        ],
        "x-enum": "StopResult",
        "x-unspecified": "STOP_RESULT_UNSPECIFIED"
      },
      "trackingNumber": {
        "description": "Of the parcel that has left; needed with ALREADY_SHIPPED, as is everything that is in it.",
        "type": "string",
        "maxLength": 64,
        "default": ""
      },
      "carrierCode": {
        "type": "string",
        "maxLength": 32,
        "default": ""
      },
      "lines": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ParcelLine"
        },
        "maxItems": 1000,
        "default": []
      },
      "answeredAt": {
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "caseId",
      "orderId",
      "stopId",
      "result",
      "answeredAt"
    ]
  },
  RepairTaskIssued: {
    "title": "RepairTaskIssued",
    "description": "Repair these units, which are the customer's and were inspected: all of them or none. Asked again, with the next attempt, when no answer comes.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "taskId": {
        "description": "The same for every attempt.",
        "type": "string",
        "minLength": 1,
        "maxLength": 80
      },
      "attempt": {
        "description": "From 1.",
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 2147483647
      },
      "lines": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/TaskUnits"
        },
        "minItems": 1,
        "maxItems": 1000,
        "default": []
      },
      "answerBy": {
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "taskId",
      "attempt",
      "lines",
      "answerBy"
    ]
  },
  RepairReported: {
    "title": "RepairReported",
    "description": "One answer a task, whatever the number of attempts. Repaired units stay set aside until a picking task says where they go; others are the shop's from now on.",
    "type": "object",
    "properties": {
      "caseId": {
        "description": "Both echoed from the task.",
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      },
      "taskId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 80
      },
      "outcome": {
        "type": "string",
        "enum": [
          "REPAIR_OUTCOME_REPAIRED",
          "REPAIR_OUTCOME_NOT_REPAIRABLE"
        ],
        "x-enum": "RepairOutcome",
        "x-unspecified": "REPAIR_OUTCOME_UNSPECIFIED"
      },
      "lines": {
        "description": "Just what the task names.",
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/TaskUnits"
        },
        "minItems": 1,
        "maxItems": 1000,
        "default": []
      },
      "reportedAt": {
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "caseId",
      "taskId",
      "outcome",
      "lines",
      "reportedAt"
    ]
  },
  UnannouncedGoods: {
    "title": "UnannouncedGoods",
    "description": "So many units of one SKU, in one condition, as far as it can be seen from outside.",
    "type": "object",
    "properties": {
      "sku": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "quantity": {
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 1000000
      },
      "grade": {
        "type": "string",
        "enum": [
          "GRADE_A",
          "GRADE_B",
          "GRADE_C",
          "GRADE_D"
        ],
        "x-enum": "Grade",
        "x-unspecified": "GRADE_UNSPECIFIED"
      }
    },
    "required": [
      "sku",
      "quantity",
      "grade"
    ]
  },
  UnannouncedParcelReceived: {
    "title": "UnannouncedParcelReceived",
    "description": "Goods are at the dock that belong to nobody: a parcel without a number of ours, or what lay in another case's parcel. They are kept apart until somebody has found out whose they are.",
    "type": "object",
    "properties": {
      "reportId": {
        "description": "The same report twice has the same id.",
        "type": "string",
        "minLength": 1,
        "maxLength": 60,
        "pattern": "^[A-Za-z0-9._-]+$"
      },
      "trackingNumber": {
        "description": "What the carrier calls it; empty where it has no label, or lay in another parcel.",
        "type": "string",
        "maxLength": 64,
        "default": ""
      },
      "carrierCode": {
        "type": "string",
        "maxLength": 32,
        "default": ""
      },
      "foundInTaskId": {
        "description": "Of the task in whose parcel it lay; empty where it came by itself.",
        "type": "string",
        "maxLength": 64,
        "default": ""
      },
      "goods": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/UnannouncedGoods"
        },
        "minItems": 1,
        "maxItems": 100,
        "default": []
      },
      "caseNumber": {
        "description": "What is written on it or lies in it, if anything; never a name or an address.",
        "type": "string",
        "maxLength": 32,
        "default": ""
      },
      "orderId": {
        "type": "string",
        "maxLength": 64,
        "default": ""
      },
      "receivedAt": {
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "reportId",
      "goods",
      "receivedAt"
    ]
  },
  PutAwayTaskIssued: {
    "title": "PutAwayTaskIssued",
    "description": "Put these units onto a shelf of yours for this condition. They are ours, and in Huiliu's ledger, since it was decided what becomes of them: no case waits for it. Asked again, with the next attempt, when no answer comes.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "taskId": {
        "description": "The same for every attempt; the id of the first move of stock that it is about stands in it.",
        "type": "string",
        "minLength": 1,
        "maxLength": 162
      },
      "attempt": {
        "description": "From 1.",
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 2147483647
      },
      "sku": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "quantity": {
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 2147483647
      },
      "fromCondition": {
        "description": "`outside` for what has just come in, else `quarantine`.",
        "type": "string",
        "minLength": 1,
        "maxLength": 32
      },
      "toCondition": {
        "description": "a, b, c or d: the grade.",
        "type": "string",
        "minLength": 1,
        "maxLength": 32
      },
      "disposition": {
        "type": "string",
        "enum": [
          "DISPOSITION_RESTOCK",
          "DISPOSITION_REFURBISH",
          "DISPOSITION_VENDOR_RETURN",
          "DISPOSITION_LIQUIDATE",
          "DISPOSITION_DONATE",
          "DISPOSITION_SCRAP",
          "DISPOSITION_BACK_TO_CUSTOMER",
          "DISPOSITION_QUARANTINE",
          "DISPOSITION_REPLACEMENT"
        ],
        "x-enum": "Disposition",
        "x-unspecified": "DISPOSITION_UNSPECIFIED"
      },
      "issuedAt": {
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "taskId",
      "attempt",
      "sku",
      "quantity",
      "fromCondition",
      "toCondition",
      "disposition",
      "issuedAt"
    ]
  },
  PutAwayReported: {
    "title": "PutAwayReported",
    "description": "The units of a put-away task lie on a shelf. One answer a task, whatever the number of attempts; the same answer twice changes nothing.",
    "type": "object",
    "properties": {
      "caseId": {
        "description": "Both echoed from the task.",
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      },
      "taskId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 162
      },
      "quantity": {
        "description": "All units of the task.",
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 2147483647
      },
      "location": {
        "description": "As you name it; of several places, the first one.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "putAwayAt": {
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "caseId",
      "taskId",
      "quantity",
      "location",
      "putAwayAt"
    ]
  },
  ExpectedLine: {
    "title": "ExpectedLine",
    "type": "object",
    "properties": {
      "caseLineId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "orderLineId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "sku": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "quantity": {
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 2147483647
      },
      "reason": {
        "type": "string",
        "enum": [
          "RETURN_REASON_UNSPECIFIED",
          "RETURN_REASON_NO_REASON",
          "RETURN_REASON_DAMAGED",
          "RETURN_REASON_FAULTY",
          "RETURN_REASON_WRONG_ITEM",
          "RETURN_REASON_NOT_AS_DESCRIBED",
          "RETURN_REASON_OTHER"
        ],
        "x-enum": "ReturnReason",
        "x-unspecified": "RETURN_REASON_UNSPECIFIED",
        "default": "RETURN_REASON_UNSPECIFIED"
      }
    },
    "required": [
      "caseLineId",
      "orderLineId",
      "sku",
      "quantity"
    ]
  },
  ReturnAuthorised: {
    "title": "ReturnAuthorised",
    "description": "The RMA: the customer may send the goods.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "rmaNumber": {
        "type": "string",
        "minLength": 1,
        "maxLength": 32
      },
      "trackingNumber": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "carrierCode": {
        "type": "string",
        "minLength": 1,
        "maxLength": 32
      },
      "sendBy": {
        "type": "string",
        "format": "date-time"
      },
      "lines": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ExpectedLine"
        },
        "minItems": 1,
        "maxItems": 1000,
        "default": []
      },
      "forRepair": {
        "description": "The goods are to be repaired and stay the customer's.",
        "type": "boolean"
      },
      "forRefund": {
        "description": "The goods of a return, which are paid for: what is not in order may be rejected. Not of an exchange or a repair.",
        "type": "boolean"
      }
    },
    "required": [
      "ref",
      "rmaNumber",
      "trackingNumber",
      "carrierCode",
      "sendBy",
      "lines"
    ]
  },
  ParcelAdded: {
    "title": "ParcelAdded",
    "description": "The goods of a return come in one parcel more: it is under way as long as one of them is, and delivered when all that were sent and not lost for good are.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "trackingNumber": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "carrierCode": {
        "type": "string",
        "minLength": 1,
        "maxLength": 32
      },
      "sendBy": {
        "description": "By then it is to be on its way, as all others.",
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "trackingNumber",
      "carrierCode",
      "sendBy"
    ]
  },
  ParcelReturned: {
    "title": "ParcelReturned",
    "description": "The carrier has brought a parcel of a return back to the customer, who may send it again under the same RMA.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "trackingNumber": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "occurredAt": {
        "type": "string",
        "format": "date-time"
      },
      "sendBy": {
        "type": "string",
        "format": "date-time"
      },
      "othersMoved": {
        "description": "Other parcels of the return are under way, or have arrived.",
        "type": "boolean",
        "default": false
      }
    },
    "required": [
      "ref",
      "trackingNumber",
      "occurredAt",
      "sendBy"
    ]
  },
  ParcelInTransit: {
    "title": "ParcelInTransit",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "trackingNumber": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "occurredAt": {
        "type": "string",
        "format": "date-time"
      },
      "reportBy": {
        "description": "Nothing more heard of any of its parcels by then: the return counts as lost. Missing where versions before said it, or none of them is under way.",
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "trackingNumber",
      "occurredAt"
    ]
  },
  ReportAwaited: {
    "title": "ReportAwaited",
    "description": "Something was heard meanwhile of what is under way: that it counts as lost unless something more is, is put off.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "trackingNumber": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "reportBy": {
        "description": "Of a return in several parcels, the last of them.",
        "type": "string",
        "format": "date-time"
      },
      "attempt": {
        "description": "Which shipment to the customer it is, from 1; missing where the goods come back.",
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 1000
      }
    },
    "required": [
      "ref",
      "trackingNumber",
      "reportBy"
    ]
  },
  ParcelDelivered: {
    "title": "ParcelDelivered",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "trackingNumber": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "occurredAt": {
        "type": "string",
        "format": "date-time"
      },
      "further": {
        "description": "The other parcels of the same return that have arrived; missing where there is but one.",
        "allOf": [
          {
            "$ref": "#/components/schemas/FurtherParcels"
          }
        ]
      }
    },
    "required": [
      "ref",
      "trackingNumber",
      "occurredAt"
    ]
  },
  ParcelLost: {
    "title": "ParcelLost",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "trackingNumber": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "occurredAt": {
        "type": "string",
        "format": "date-time"
      },
      "writeOffAt": {
        "description": "Unless it turns up it is given up then. Missing where versions before said it.",
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "trackingNumber",
      "occurredAt"
    ]
  },
  ReturnCalledOff: {
    "title": "ReturnCalledOff",
    "description": "The goods will not come back: the RMA and its label are void, and nothing is owed for them.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "rmaNumber": {
        "type": "string",
        "minLength": 1,
        "maxLength": 32
      },
      "reason": {
        "type": "string",
        "enum": [
          "CALL_OFF_REASON_CANCELLED",
          "CALL_OFF_REASON_EXPIRED"
        ],
        "x-enum": "CallOffReason",
        "x-unspecified": "CALL_OFF_REASON_UNSPECIFIED"
      },
      "reasonCode": {
        "description": "Of who asked to cancel; empty when the time to send was over.",
        "type": "string",
        "maxLength": 64,
        "default": ""
      },
      "calledOffAt": {
        "type": "string",
        "format": "date-time"
      },
      "replacementStays": {
        "description": "Of an exchange in advance: what goes out for them has left, and is not called off with it. Missing: nothing has.",
        "type": "boolean"
      }
    },
    "required": [
      "ref",
      "rmaNumber",
      "reason",
      "calledOffAt"
    ]
  },
  CancellationAwaitsAgreement: {
    "title": "CancellationAwaitsAgreement",
    "description": "The customer wants to cancel, and the parcel is on its way: a person has to agree to have it brought back.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "trackingNumber": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "agreeBy": {
        "description": "Nobody has answered by then: the wish is declined, and the case goes on.",
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "trackingNumber",
      "agreeBy"
    ]
  },
  CancellationAgreed: {
    "title": "CancellationAgreed",
    "description": "The parcel is to be brought back to the customer; when they have it, the return is called off. Delivered or lost all the same, the wish is declined, and the case goes on.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "trackingNumber": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "agreedBy": {
        "description": "Staff id.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "agreedAt": {
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "trackingNumber",
      "agreedBy",
      "agreedAt"
    ]
  },
  CancellationDeclined: {
    "title": "CancellationDeclined",
    "description": "The wish to cancel came too late, or nobody has agreed to it: the case goes on.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "code": {
        "description": "Stable: NOT_AGREED, AGREEMENT_EXPIRED, SEVERAL_PARCELS, PARCEL_SHARED, PARCEL_MOVING, PARCEL_DELIVERED, PARCEL_LOST, REPLACEMENT_ORDERED, REFUND_DUE, OUTBOUND_STOPPED.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      }
    },
    "required": [
      "ref",
      "code"
    ]
  },
  LostLine: {
    "title": "LostLine",
    "type": "object",
    "properties": {
      "caseLineId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "quantity": {
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 2147483647
      }
    },
    "required": [
      "caseLineId",
      "quantity"
    ]
  },
  ParcelWrittenOff: {
    "title": "ParcelWrittenOff",
    "description": "A lost parcel has not turned up in time, or one that was delivered by its carrier's word was never received: nothing of it is expected any more, whatever is scanned later. The customer is not at fault.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "trackingNumber": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "claimId": {
        "description": "Of the claim against the carrier.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "lines": {
        "description": "Everything that was in it.",
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/LostLine"
        },
        "minItems": 1,
        "maxItems": 1000,
        "default": []
      },
      "writtenOffAt": {
        "type": "string",
        "format": "date-time"
      },
      "notReceived": {
        "description": "The carrier says that it was delivered, and the warehouse that it never came. Missing otherwise.",
        "type": "boolean"
      }
    },
    "required": [
      "ref",
      "trackingNumber",
      "claimId",
      "lines",
      "writtenOffAt"
    ]
  },
  ReplacementLine: {
    "title": "ReplacementLine",
    "type": "object",
    "properties": {
      "caseLineId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "sku": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "quantity": {
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 2147483647
      }
    },
    "required": [
      "caseLineId",
      "sku",
      "quantity"
    ]
  },
  ReplacementOrdered: {
    "title": "ReplacementOrdered",
    "description": "Nothing stands in the way any more: the warehouse is to pick it, or to pack what is repaired, the carrier to bring it to the customer.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "trackingNumber": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "attempt": {
        "description": "Which shipment of the case it is, from 1.",
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 1000
      },
      "carrierCode": {
        "type": "string",
        "minLength": 1,
        "maxLength": 32
      },
      "lines": {
        "description": "May be fewer than were reserved: of an exchange, as many as have come back.",
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ReplacementLine"
        },
        "minItems": 1,
        "maxItems": 1000,
        "default": []
      },
      "handOverBy": {
        "description": "It is to be with the carrier by then; else a person of the warehouse has to look. Missing where versions before said it.",
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "trackingNumber",
      "attempt",
      "carrierCode",
      "lines"
    ]
  },
  ReplacementShipped: {
    "title": "ReplacementShipped",
    "description": "The carrier has it.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "trackingNumber": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "attempt": {
        "description": "Which shipment of the case it is, from 1.",
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 1000
      },
      "occurredAt": {
        "type": "string",
        "format": "date-time"
      },
      "reportBy": {
        "description": "Nothing more heard of it by then: it counts as lost. Missing where versions before said it.",
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "trackingNumber",
      "attempt",
      "occurredAt"
    ]
  },
  ReplacementOverdue: {
    "title": "ReplacementOverdue",
    "description": "It was ordered, and is not with the carrier in time: a person of the warehouse has to find out why. Nothing is assumed in its stead.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "trackingNumber": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "attempt": {
        "description": "Which shipment of the case it is, from 1.",
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 1000
      },
      "handOverBy": {
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "trackingNumber",
      "attempt",
      "handOverBy"
    ]
  },
  ReplacementDelivered: {
    "title": "ReplacementDelivered",
    "description": "The customer has it: nothing is owed any more.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "trackingNumber": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "attempt": {
        "description": "Which shipment of the case it is, from 1.",
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 1000
      },
      "occurredAt": {
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "trackingNumber",
      "attempt",
      "occurredAt"
    ]
  },
  ReplacementLost: {
    "title": "ReplacementLost",
    "description": "It may still turn up.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "trackingNumber": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "attempt": {
        "description": "Which shipment of the case it is, from 1.",
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 1000
      },
      "occurredAt": {
        "type": "string",
        "format": "date-time"
      },
      "writeOffAt": {
        "description": "Unless it turns up it is given up then. Missing where versions before said it.",
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "trackingNumber",
      "attempt",
      "occurredAt"
    ]
  },
  ReplacementWrittenOff: {
    "title": "ReplacementWrittenOff",
    "description": "It was lost and has not turned up in time: the carrier has to answer for it, and it is sent once more. Not said of what was repaired, which there is but once: that is called off, and paid for.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "trackingNumber": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "attempt": {
        "description": "Which shipment of the case it is, from 1.",
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 1000
      },
      "claimId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "lines": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ReplacementLine"
        },
        "minItems": 1,
        "maxItems": 1000,
        "default": []
      },
      "writtenOffAt": {
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "trackingNumber",
      "attempt",
      "claimId",
      "lines",
      "writtenOffAt"
    ]
  },
  ReplacementReturned: {
    "title": "ReplacementReturned",
    "description": "It could not be delivered, and our warehouse has it again: it is sent once more.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "trackingNumber": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "attempt": {
        "description": "Which shipment of the case it was, from 1.",
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 1000
      },
      "lines": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ReplacementLine"
        },
        "minItems": 1,
        "maxItems": 1000,
        "default": []
      },
      "occurredAt": {
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "trackingNumber",
      "attempt",
      "lines",
      "occurredAt"
    ]
  },
  ReplacementCalledOff: {
    "title": "ReplacementCalledOff",
    "description": "Nothing is sent to the customer. Said only before it is ordered; but of what was repaired also when it was lost on its way to them.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "reason": {
        "type": "string",
        "enum": [
          "REPLACEMENT_CALL_OFF_CANCELLED",
          "REPLACEMENT_CALL_OFF_REFUND_INSTEAD",
          "REPLACEMENT_CALL_OFF_NOTHING_ACCEPTED"
        ],
        "x-enum": "ReplacementCallOff",
        "x-unspecified": "REPLACEMENT_CALL_OFF_UNSPECIFIED"
      },
      "reasonCode": {
        "description": "Of who asked to cancel; of a repair that is paid for, NOT_REPAIRABLE or PARCEL_LOST; else empty.",
        "type": "string",
        "maxLength": 64,
        "default": ""
      },
      "calledOffAt": {
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "reason",
      "calledOffAt"
    ]
  },
  StopRequested: {
    "title": "StopRequested",
    "description": "A refund only whose goods may not have left yet: the WMS is asked to keep them back, and again when no answer comes.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "attempt": {
        "description": "From 1.",
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 2147483647
      },
      "answerBy": {
        "description": "Without an answer by then it is asked again.",
        "type": "string",
        "format": "date-time"
      },
      "overdue": {
        "description": "Nobody has answered for long: a person in logistics has to look.",
        "type": "boolean",
        "default": false
      }
    },
    "required": [
      "ref",
      "attempt",
      "answerBy"
    ]
  },
  StoppedLine: {
    "title": "StoppedLine",
    "type": "object",
    "properties": {
      "caseLineId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "quantity": {
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 2147483647
      }
    },
    "required": [
      "caseLineId",
      "quantity"
    ]
  },
  OutboundStopped: {
    "title": "OutboundStopped",
    "description": "The goods have not left and will not: their money goes back.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "lines": {
        "description": "Everything that was approved.",
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/StoppedLine"
        },
        "minItems": 1,
        "maxItems": 1000,
        "default": []
      },
      "stoppedAt": {
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "lines",
      "stoppedAt"
    ]
  },
  ParcelRecalled: {
    "title": "ParcelRecalled",
    "description": "The goods are on their way and are to come back under the outbound waybill, with no RMA.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "trackingNumber": {
        "description": "The outbound waybill.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "carrierCode": {
        "type": "string",
        "minLength": 1,
        "maxLength": 32
      },
      "intercept": {
        "description": "Whether the carrier is asked to intercept it; false: it was refused at the door and comes back by itself.",
        "type": "boolean",
        "default": false
      },
      "reportBy": {
        "description": "Nothing heard of it by then: it counts as lost.",
        "type": "string",
        "format": "date-time"
      },
      "lines": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ExpectedLine"
        },
        "minItems": 1,
        "maxItems": 1000,
        "default": []
      }
    },
    "required": [
      "ref",
      "trackingNumber",
      "carrierCode",
      "reportBy",
      "lines"
    ]
  },
  RecallCalledOff: {
    "title": "RecallCalledOff",
    "description": "The goods are neither stopped nor coming back: nothing is owed for them, and the customer may apply for a return.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "end": {
        "type": "string",
        "enum": [
          "RECALL_END_CANCELLED",
          "RECALL_END_NOT_POSSIBLE"
        ],
        "x-enum": "RecallEnd",
        "x-unspecified": "RECALL_END_UNSPECIFIED"
      },
      "reasonCode": {
        "description": "Of who asked to cancel; else stable: SIGNED_BY_CUSTOMER, PARCEL_HOLDS_MORE.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "calledOffAt": {
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "end",
      "reasonCode",
      "calledOffAt"
    ]
  },
  ParcelMatchAnswered: {
    "title": "ParcelMatchAnswered",
    "description": "Logistics' answer to a match: whether what nobody had announced counts as a parcel of this return. Said before whatever follows from it.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "parcelId": {
        "description": "Echoed, as are its goods and who has matched it.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "goods": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/MatchedGoods"
        },
        "minItems": 1,
        "maxItems": 100,
        "default": []
      },
      "matchedBy": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "declined": {
        "description": "Why not: RETURN_CALLED_OFF, RETURN_ARRIVED, RETURN_WRITTEN_OFF or TOO_MANY_PARCELS. Empty where it does.",
        "type": "string",
        "maxLength": 64,
        "default": ""
      }
    },
    "required": [
      "ref",
      "parcelId",
      "goods",
      "matchedBy"
    ]
  },
  MatchedGoods: {
    "title": "MatchedGoods",
    "type": "object",
    "properties": {
      "sku": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "quantity": {
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 2147483647
      }
    },
    "required": [
      "sku",
      "quantity"
    ]
  },
  AnswerCancellationRequest: {
    "title": "AnswerCancellationRequest",
    "type": "object",
    "properties": {
      "caseId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      },
      "agreed": {
        "type": "boolean",
        "default": false
      }
    },
    "required": [
      "caseId"
    ]
  },
  AnswerCancellationResponse: {
    "title": "AnswerCancellationResponse",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "cancellation": {
        "$ref": "#/components/schemas/ReturnCancellationView"
      }
    }
  },
  ReturnCancellationView: {
    "title": "ReturnCancellationView",
    "description": "A wish to cancel a return that is on its way.",
    "type": "object",
    "properties": {
      "state": {
        "description": "asked, agreed, given_back, declined.",
        "type": "string",
        "default": ""
      },
      "agreeBy": {
        "type": "string",
        "format": "date-time"
      },
      "answeredBy": {
        "description": "Who has answered; empty where nobody has.",
        "type": "string",
        "default": ""
      },
      "declinedCode": {
        "description": "Why the case goes on; empty unless declined.",
        "type": "string",
        "default": ""
      }
    }
  },
  ShareReturnParcelRequest: {
    "title": "ShareReturnParcelRequest",
    "type": "object",
    "properties": {
      "caseId": {
        "description": "Whose goods come in another case's parcel.",
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      },
      "hostCaseId": {
        "description": "Whose parcel it is. Who asks has made sure that both are one customer's.",
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      }
    },
    "required": [
      "caseId",
      "hostCaseId"
    ]
  },
  ShareReturnParcelResponse: {
    "title": "ShareReturnParcelResponse",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "rmaNumber": {
        "type": "string",
        "default": ""
      },
      "trackingNumber": {
        "description": "Of the parcel in which they come.",
        "type": "string",
        "default": ""
      },
      "carrierCode": {
        "type": "string",
        "default": ""
      },
      "sendBy": {
        "type": "string",
        "format": "date-time"
      },
      "sharedFrom": {
        "$ref": "#/components/schemas/CaseRef"
      }
    }
  },
  AddReturnParcelRequest: {
    "title": "AddReturnParcelRequest",
    "type": "object",
    "properties": {
      "caseId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      }
    },
    "required": [
      "caseId"
    ]
  },
  AddReturnParcelResponse: {
    "title": "AddReturnParcelResponse",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "rmaNumber": {
        "type": "string",
        "default": ""
      },
      "trackingNumber": {
        "description": "Of the further parcel.",
        "type": "string",
        "default": ""
      },
      "carrierCode": {
        "type": "string",
        "default": ""
      },
      "sendBy": {
        "type": "string",
        "format": "date-time"
      }
    }
  },
  GetReturnShipmentRequest: {
    "title": "GetReturnShipmentRequest",
    "type": "object",
    "properties": {
      "caseId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      }
    },
    "required": [
      "caseId"
    ]
  },
  ScanView: {
    "title": "ScanView",
    "type": "object",
    "properties": {
      "scanId": {
        "type": "string",
        "default": ""
      },
      "status": {
        "type": "string",
        "default": ""
      },
      "occurredAt": {
        "type": "string",
        "format": "date-time"
      },
      "effective": {
        "description": "False when it came twice, too late or against the order of states.",
        "type": "boolean",
        "default": false
      }
    }
  },
  GetReturnShipmentResponse: {
    "title": "GetReturnShipmentResponse",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "status": {
        "description": "authorised, in_transit, delivered, lost, called_off, written_off.",
        "type": "string",
        "default": ""
      },
      "rmaNumber": {
        "type": "string",
        "default": ""
      },
      "trackingNumber": {
        "type": "string",
        "default": ""
      },
      "carrierCode": {
        "type": "string",
        "default": ""
      },
      "sendBy": {
        "type": "string",
        "format": "date-time"
      },
      "scans": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ScanView"
        },
        "default": []
      },
      "writeOffAt": {
        "description": "When a parcel that stays lost is written off; missing where none is lost.",
        "type": "string",
        "format": "date-time"
      },
      "claim": {
        "description": "The claim against the carrier; missing where there is none.",
        "allOf": [
          {
            "$ref": "#/components/schemas/CarrierClaim"
          }
        ]
      },
      "further": {
        "description": "The other parcels of the same return, where there are several: `status` is then that of all of them together, `scans` those of the first.",
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ReturnParcelView"
        },
        "default": []
      },
      "unannounced": {
        "description": "The first parcel came without its label: what the warehouse calls it. Empty otherwise.",
        "type": "string",
        "default": ""
      },
      "carries": {
        "description": "Cases whose goods come in the first parcel as well.",
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/CaseRef"
        },
        "default": []
      },
      "cancellation": {
        "description": "The wish to cancel it while it was on its way; missing where nobody has asked so.",
        "allOf": [
          {
            "$ref": "#/components/schemas/ReturnCancellationView"
          }
        ]
      },
      "reportBy": {
        "description": "When the return counts as lost unless something more is heard of its parcels; missing where none is under way.",
        "type": "string",
        "format": "date-time"
      }
    }
  },
  ReturnParcelView: {
    "title": "ReturnParcelView",
    "type": "object",
    "properties": {
      "trackingNumber": {
        "type": "string",
        "default": ""
      },
      "carrierCode": {
        "type": "string",
        "default": ""
      },
      "status": {
        "description": "authorised, in_transit, delivered, lost, called_off, written_off.",
        "type": "string",
        "default": ""
      },
      "scans": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ScanView"
        },
        "default": []
      },
      "claim": {
        "description": "The claim against the carrier; missing where there is none.",
        "allOf": [
          {
            "$ref": "#/components/schemas/CarrierClaim"
          }
        ]
      },
      "unannounced": {
        "description": "Nobody had announced it: what the warehouse calls it. Empty for others.",
        "type": "string",
        "default": ""
      },
      "sharedFrom": {
        "description": "It is the first parcel of this case, in which the goods come as well. Missing for others.",
        "allOf": [
          {
            "$ref": "#/components/schemas/CaseRef"
          }
        ]
      }
    }
  },
  CarrierClaim: {
    "title": "CarrierClaim",
    "type": "object",
    "properties": {
      "claimId": {
        "type": "string",
        "default": ""
      },
      "raisedAt": {
        "type": "string",
        "format": "date-time"
      }
    }
  },
  GetOutboundRecallRequest: {
    "title": "GetOutboundRecallRequest",
    "type": "object",
    "properties": {
      "caseId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      }
    },
    "required": [
      "caseId"
    ]
  },
  GetOutboundRecallResponse: {
    "title": "GetOutboundRecallResponse",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "status": {
        "description": "stopping, stopped, recalling, coming_back, lost, delivered, written_off, called_off, not_possible.",
        "type": "string",
        "default": ""
      },
      "stopAttempts": {
        "description": "How often the WMS was asked to stop it.",
        "type": "integer",
        "format": "int32",
        "minimum": -2147483648,
        "maximum": 2147483647,
        "default": 0
      },
      "answerBy": {
        "description": "When it is asked again, while it has not answered.",
        "type": "string",
        "format": "date-time"
      },
      "trackingNumber": {
        "description": "Of the parcel; empty while it has not left.",
        "type": "string",
        "default": ""
      },
      "carrierCode": {
        "type": "string",
        "default": ""
      },
      "intercept": {
        "description": "Whether the carrier is asked to intercept it, rather than waited for.",
        "type": "boolean",
        "default": false
      },
      "reportBy": {
        "description": "When a parcel of which nothing is heard counts as lost; missing where none is waited for.",
        "type": "string",
        "format": "date-time"
      },
      "scans": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ScanView"
        },
        "default": []
      },
      "writeOffAt": {
        "type": "string",
        "format": "date-time"
      },
      "claim": {
        "$ref": "#/components/schemas/CarrierClaim"
      },
      "reasonCode": {
        "description": "Why nothing comes back; empty unless so.",
        "type": "string",
        "default": ""
      }
    }
  },
  ListWaitingRequest: {
    "title": "ListWaitingRequest",
    "type": "object",
    "properties": {
      "subject": {
        "type": "string",
        "maxLength": 160,
        "default": ""
      },
      "limit": {
        "type": "integer",
        "format": "int32",
        "minimum": 0,
        "maximum": 1000,
        "default": 0
      }
    }
  },
  WaitingEvent: {
    "title": "WaitingEvent",
    "type": "object",
    "properties": {
      "subject": {
        "type": "string",
        "default": ""
      },
      "eventId": {
        "type": "string",
        "default": ""
      },
      "type": {
        "type": "string",
        "default": ""
      },
      "source": {
        "type": "string",
        "default": ""
      },
      "sequence": {
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^-?(0|[1-9][0-9]{0,19})$",
        "x-minimum": "-9223372036854775808",
        "x-maximum": "9223372036854775807",
        "default": "0"
      },
      "waitsFor": {
        "type": "string",
        "default": ""
      },
      "reason": {
        "type": "string",
        "default": ""
      },
      "attempts": {
        "type": "integer",
        "format": "int32",
        "minimum": -2147483648,
        "maximum": 2147483647,
        "default": 0
      },
      "since": {
        "type": "string",
        "format": "date-time"
      }
    }
  },
  ListWaitingResponse: {
    "title": "ListWaitingResponse",
    "type": "object",
    "properties": {
      "events": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/WaitingEvent"
        },
        "default": []
      }
    }
  },
  ListParkedRequest: {
    "title": "ListParkedRequest",
    "type": "object",
    "properties": {
      "subject": {
        "type": "string",
        "maxLength": 160,
        "default": ""
      },
      "limit": {
        "type": "integer",
        "format": "int32",
        "minimum": 0,
        "maximum": 1000,
        "default": 0
      }
    }
  },
  ParkedEvent: {
    "title": "ParkedEvent",
    "type": "object",
    "properties": {
      "subject": {
        "type": "string",
        "default": ""
      },
      "position": {
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^-?(0|[1-9][0-9]{0,19})$",
        "x-minimum": "-9223372036854775808",
        "x-maximum": "9223372036854775807",
        "default": "0"
      },
      "eventId": {
        "type": "string",
        "default": ""
      },
      "type": {
        "type": "string",
        "default": ""
      },
      "source": {
        "type": "string",
        "default": ""
      },
      "sequence": {
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^-?(0|[1-9][0-9]{0,19})$",
        "x-minimum": "-9223372036854775808",
        "x-maximum": "9223372036854775807",
        "default": "0"
      },
      "reason": {
        "type": "string",
        "default": ""
      },
      "attempts": {
        "type": "integer",
        "format": "int32",
        "minimum": -2147483648,
        "maximum": 2147483647,
        "default": 0
      },
      "since": {
        "type": "string",
        "format": "date-time"
      }
    }
  },
  ListParkedResponse: {
    "title": "ListParkedResponse",
    "type": "object",
    "properties": {
      "events": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ParkedEvent"
        },
        "default": []
      }
    }
  },
  ReplayParkedRequest: {
    "title": "ReplayParkedRequest",
    "type": "object",
    "properties": {
      "subject": {
        "type": "string",
        "minLength": 1,
        "maxLength": 160
      }
    },
    "required": [
      "subject"
    ]
  },
  ReplayParkedResponse: {
    "title": "ReplayParkedResponse",
    "type": "object",
    "properties": {
      "replayed": {
        "type": "integer",
        "format": "int32",
        "minimum": -2147483648,
        "maximum": 2147483647,
        "default": 0
      },
      "remaining": {
        "description": "Still parked, because one of them failed again.",
        "type": "integer",
        "format": "int32",
        "minimum": -2147483648,
        "maximum": 2147483647,
        "default": 0
      },
      "reason": {
        "type": "string",
        "default": ""
      }
    }
  },
  DiscardParkedRequest: {
    "title": "DiscardParkedRequest",
    "type": "object",
    "properties": {
      "subject": {
        "type": "string",
        "minLength": 1,
        "maxLength": 160
      },
      "eventId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "discardedBy": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "reason": {
        "type": "string",
        "minLength": 1,
        "maxLength": 400
      }
    },
    "required": [
      "subject",
      "eventId",
      "discardedBy",
      "reason"
    ]
  },
  DiscardParkedResponse: {
    "title": "DiscardParkedResponse",
    "type": "object",
    "properties": {
      "remaining": {
        "type": "integer",
        "format": "int32",
        "minimum": -2147483648,
        "maximum": 2147483647,
        "default": 0
      }
    }
  },
  ReplayManyParkedRequest: {
    "title": "ReplayManyParkedRequest",
    "type": "object",
    "properties": {
      "type": {
        "description": "Of the event that stopped the subject, as huiliu.review.v1.CaseApproved; empty: any.",
        "type": "string",
        "maxLength": 200,
        "default": ""
      },
      "limit": {
        "description": "Subjects at most; 0: as many as one call may take.",
        "type": "integer",
        "format": "int32",
        "minimum": 0,
        "maximum": 1000,
        "default": 0
      }
    }
  },
  ReplayManyParkedResponse: {
    "title": "ReplayManyParkedResponse",
    "type": "object",
    "properties": {
      "subjects": {
        "type": "integer",
        "format": "int32",
        "minimum": -2147483648,
        "maximum": 2147483647,
        "default": 0
      },
      "replayed": {
        "type": "integer",
        "format": "int32",
        "minimum": -2147483648,
        "maximum": 2147483647,
        "default": 0
      },
      "remaining": {
        "description": "Events of these subjects that are still parked.",
        "type": "integer",
        "format": "int32",
        "minimum": -2147483648,
        "maximum": 2147483647,
        "default": 0
      },
      "unblocked": {
        "description": "Subjects that go on now.",
        "type": "integer",
        "format": "int32",
        "minimum": -2147483648,
        "maximum": 2147483647,
        "default": 0
      }
    }
  },
  DiscardManyParkedRequest: {
    "title": "DiscardManyParkedRequest",
    "type": "object",
    "properties": {
      "type": {
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "limit": {
        "type": "integer",
        "format": "int32",
        "minimum": 0,
        "maximum": 1000,
        "default": 0
      },
      "discardedBy": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "reason": {
        "type": "string",
        "minLength": 1,
        "maxLength": 400
      }
    },
    "required": [
      "type",
      "discardedBy",
      "reason"
    ]
  },
  DiscardManyParkedResponse: {
    "title": "DiscardManyParkedResponse",
    "type": "object",
    "properties": {
      "discarded": {
        "type": "integer",
        "format": "int32",
        "minimum": -2147483648,
        "maximum": 2147483647,
        "default": 0
      }
    }
  },
  LookAtSubjectRequest: {
    "title": "LookAtSubjectRequest",
    "type": "object",
    "properties": {
      "subject": {
        "type": "string",
        "minLength": 1,
        "maxLength": 160
      }
    },
    "required": [
      "subject"
    ]
  },
  Timer: {
    "title": "Timer",
    "type": "object",
    "properties": {
      "subject": {
        "type": "string",
        "default": ""
      },
      "kind": {
        "description": "Which deadline it is.",
        "type": "string",
        "default": ""
      },
      "dueAt": {
        "type": "string",
        "format": "date-time"
      }
    }
  },
  OpenCall: {
    "title": "OpenCall",
    "description": "A call to an outside system that has not been answered for good.",
    "type": "object",
    "properties": {
      "id": {
        "type": "string",
        "default": ""
      },
      "kind": {
        "type": "string",
        "default": ""
      },
      "attempts": {
        "type": "integer",
        "format": "int32",
        "minimum": -2147483648,
        "maximum": 2147483647,
        "default": 0
      },
      "dueAt": {
        "type": "string",
        "format": "date-time"
      }
    }
  },
  LookAtSubjectResponse: {
    "title": "LookAtSubjectResponse",
    "type": "object",
    "properties": {
      "department": {
        "type": "string",
        "default": ""
      },
      "known": {
        "description": "False: this department has never heard of it.",
        "type": "boolean",
        "default": false
      },
      "blocked": {
        "description": "A parked event stops it here.",
        "type": "boolean",
        "default": false
      },
      "parked": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ParkedEvent"
        },
        "default": []
      },
      "waiting": {
        "description": "Events of this subject that wait, for this or for another one.",
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/WaitingEvent"
        },
        "default": []
      },
      "timers": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/Timer"
        },
        "default": []
      },
      "calls": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/OpenCall"
        },
        "default": []
      },
      "last": {
        "description": "What happened to it last; missing when nothing has.",
        "allOf": [
          {
            "$ref": "#/components/schemas/Hop"
          }
        ]
      }
    }
  },
  ListTimersRequest: {
    "title": "ListTimersRequest",
    "type": "object",
    "properties": {
      "dueBefore": {
        "description": "Those that are due at this time or before; missing: all.",
        "type": "string",
        "format": "date-time"
      },
      "limit": {
        "type": "integer",
        "format": "int32",
        "minimum": 0,
        "maximum": 1000,
        "default": 0
      }
    }
  },
  ListTimersResponse: {
    "title": "ListTimersResponse",
    "type": "object",
    "properties": {
      "timers": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/Timer"
        },
        "default": []
      }
    }
  },
  ListHopsRequest: {
    "title": "ListHopsRequest",
    "type": "object",
    "properties": {
      "subject": {
        "type": "string",
        "minLength": 1,
        "maxLength": 160
      }
    },
    "required": [
      "subject"
    ]
  },
  Hop: {
    "title": "Hop",
    "type": "object",
    "properties": {
      "id": {
        "description": "Id of the event, command or timer that was handled.",
        "type": "string",
        "default": ""
      },
      "type": {
        "type": "string",
        "default": ""
      },
      "source": {
        "type": "string",
        "default": ""
      },
      "causeId": {
        "type": "string",
        "default": ""
      },
      "traceId": {
        "type": "string",
        "default": ""
      },
      "spanId": {
        "type": "string",
        "default": ""
      },
      "parentSpanId": {
        "type": "string",
        "default": ""
      },
      "linkedTraceId": {
        "description": "Trace that this one follows, where a person or a timer came in between.",
        "type": "string",
        "default": ""
      },
      "linkedSpanId": {
        "type": "string",
        "default": ""
      },
      "saidAt": {
        "type": "string",
        "format": "date-time"
      },
      "handledAt": {
        "type": "string",
        "format": "date-time"
      },
      "durationMs": {
        "type": "number",
        "default": 0
      },
      "outcome": {
        "description": "done, ignored, …",
        "type": "string",
        "default": ""
      }
    }
  },
  ListHopsResponse: {
    "title": "ListHopsResponse",
    "type": "object",
    "properties": {
      "department": {
        "type": "string",
        "default": ""
      },
      "hops": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/Hop"
        },
        "default": []
      }
    }
  },
  ShowLagRequest: {
    "title": "ShowLagRequest",
    "type": "object",
    "properties": {}
  },
  PartitionLag: {
    "title": "PartitionLag",
    "type": "object",
    "properties": {
      "topic": {
        "type": "string",
        "default": ""
      },
      "partition": {
        "type": "integer",
        "format": "int32",
        "minimum": -2147483648,
        "maximum": 2147483647,
        "default": 0
      },
      "events": {
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^-?(0|[1-9][0-9]{0,19})$",
        "x-minimum": "-9223372036854775808",
        "x-maximum": "9223372036854775807",
        "default": "0"
      }
    }
  },
  ShowLagResponse: {
    "title": "ShowLagResponse",
    "type": "object",
    "properties": {
      "events": {
        "description": "On the bus and not handled yet.",
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^-?(0|[1-9][0-9]{0,19})$",
        "x-minimum": "-9223372036854775808",
        "x-maximum": "9223372036854775807",
        "default": "0"
      },
      "consumedPerSecond": {
        "description": "Over the last minute.",
        "type": "number",
        "default": 0
      },
      "arrivedPerSecond": {
        "type": "number",
        "default": 0
      },
      "fallingBehind": {
        "description": "More comes in than is handled: there is no time to expect, and catch_up_seconds is 0.",
        "type": "boolean",
        "default": false
      },
      "catchUpSeconds": {
        "type": "number",
        "default": 0
      },
      "partitions": {
        "description": "Those with events that are not handled yet.",
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/PartitionLag"
        },
        "default": []
      }
    }
  },
  RefundLine: {
    "title": "RefundLine",
    "type": "object",
    "properties": {
      "caseLineId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "orderLineId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "quantity": {
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 2147483647
      },
      "amountMinor": {
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^(0|[1-9][0-9]{0,19})$",
        "x-minimum": "0",
        "x-maximum": "9223372036854775807"
      },
      "deductedMinor": {
        "description": "What stays with the seller of what the units were still worth, as they were rejected at the inspection. Missing: nothing.",
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^(0|[1-9][0-9]{0,19})$",
        "x-minimum": "1",
        "x-maximum": "9223372036854775807"
      }
    },
    "required": [
      "caseLineId",
      "orderLineId",
      "quantity",
      "amountMinor"
    ]
  },
  RefundLeg: {
    "title": "RefundLeg",
    "type": "object",
    "properties": {
      "legId": {
        "description": "Also the idempotency key towards the payment provider.",
        "type": "string",
        "minLength": 1,
        "maxLength": 80
      },
      "paymentId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "amountMinor": {
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^(0|[1-9][0-9]{0,19})$",
        "x-minimum": "0",
        "x-maximum": "9223372036854775807"
      }
    },
    "required": [
      "legId",
      "paymentId",
      "amountMinor"
    ]
  },
  RefundRequested: {
    "title": "RefundRequested",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "refundId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "total": {
        "$ref": "#/components/schemas/Money"
      },
      "lines": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/RefundLine"
        },
        "maxItems": 1000,
        "default": []
      },
      "legs": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/RefundLeg"
        },
        "maxItems": 64,
        "default": []
      },
      "difference": {
        "description": "Of an exchange that goes on: it is what a cheaper variant is worth less.",
        "type": "boolean"
      },
      "payBy": {
        "description": "By then it is to be paid, or finance has to see to it. Missing where versions before said it.",
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "refundId",
      "total"
    ]
  },
  RefundLegFailed: {
    "title": "RefundLegFailed",
    "description": "One leg did not go through; `will_retry` says whether it is tried again by itself.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "refundId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "legId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 80
      },
      "code": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "willRetry": {
        "type": "boolean",
        "default": false
      },
      "attempt": {
        "type": "integer",
        "format": "int32",
        "minimum": -2147483648,
        "maximum": 2147483647,
        "default": 0
      },
      "difference": {
        "description": "Of an exchange that goes on: it is what a cheaper variant is worth less.",
        "type": "boolean"
      }
    },
    "required": [
      "ref",
      "refundId",
      "legId",
      "code"
    ]
  },
  RefundSettled: {
    "title": "RefundSettled",
    "description": "Every leg has settled. A total of 0 means that nothing was due.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "refundId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "total": {
        "$ref": "#/components/schemas/Money"
      },
      "settledAt": {
        "type": "string",
        "format": "date-time"
      },
      "difference": {
        "description": "Of an exchange that goes on: it is what a cheaper variant is worth less.",
        "type": "boolean"
      }
    },
    "required": [
      "ref",
      "refundId",
      "total",
      "settledAt"
    ]
  },
  RefundApprovalNeeded: {
    "title": "RefundApprovalNeeded",
    "description": "A refund above the limit: nothing is paid before a second person has approved it. Its money and units are held.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "refundId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "total": {
        "$ref": "#/components/schemas/Money"
      },
      "limit": {
        "description": "Refunds up to it are paid without asking anybody; missing: in this currency every refund is approved by a person.",
        "allOf": [
          {
            "$ref": "#/components/schemas/Money"
          }
        ]
      },
      "difference": {
        "description": "Of an exchange that goes on: it is what a cheaper variant is worth less.",
        "type": "boolean"
      }
    },
    "required": [
      "ref",
      "refundId",
      "total"
    ]
  },
  RefundDeclined: {
    "title": "RefundDeclined",
    "description": "The second person has declined: nothing is paid, and the units and the money are free again. Until `take_up_until` finance may take it up again.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "refundId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "total": {
        "$ref": "#/components/schemas/Money"
      },
      "reasonCode": {
        "description": "Stable code, as NOT_OUR_FAULT.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "declinedBy": {
        "description": "Staff id.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "declinedAt": {
        "type": "string",
        "format": "date-time"
      },
      "takeUpUntil": {
        "type": "string",
        "format": "date-time"
      },
      "difference": {
        "description": "Of an exchange that goes on: it is what a cheaper variant is worth less.",
        "type": "boolean"
      }
    },
    "required": [
      "ref",
      "refundId",
      "total",
      "reasonCode",
      "declinedBy",
      "declinedAt",
      "takeUpUntil"
    ]
  },
  RefundTakenUp: {
    "title": "RefundTakenUp",
    "description": "Finance has taken a declined refund up again: units and money are held, and somebody else has to approve it. The total may be another one by cents, where other cases have taken units meanwhile.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "refundId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "total": {
        "$ref": "#/components/schemas/Money"
      },
      "takenUpBy": {
        "description": "Staff id.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "difference": {
        "description": "Of an exchange that goes on: it is what a cheaper variant is worth less.",
        "type": "boolean"
      }
    },
    "required": [
      "ref",
      "refundId",
      "total",
      "takenUpBy"
    ]
  },
  RefundDropped: {
    "title": "RefundDropped",
    "description": "The time to take a declined refund up again is over, and the customer has the goods: nothing is paid for them in this case.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "refundId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "reasonCode": {
        "description": "Of who has declined it.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      }
    },
    "required": [
      "ref",
      "refundId",
      "reasonCode"
    ]
  },
  RefundLate: {
    "title": "RefundLate",
    "description": "A refund that is owed has not been paid: its day comes near, or has passed. Said once of each. Nothing is paid by this; finance has to see to it.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "refundId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "lateness": {
        "type": "string",
        "enum": [
          "REFUND_LATENESS_DUE_SOON",
          "REFUND_LATENESS_OVERDUE"
        ],
        "x-enum": "RefundLateness",
        "x-unspecified": "REFUND_LATENESS_UNSPECIFIED"
      },
      "payBy": {
        "type": "string",
        "format": "date-time"
      },
      "owner": {
        "description": "Who has to see to it: `finance`.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "difference": {
        "description": "Of an exchange that goes on: it is what a cheaper variant is worth less.",
        "type": "boolean"
      }
    },
    "required": [
      "ref",
      "refundId",
      "lateness",
      "payBy",
      "owner"
    ]
  },
  RefundExceptionOpened: {
    "title": "RefundExceptionOpened",
    "description": "The time to take a declined refund up again is over, and the goods are not with the customer: somebody of finance has to see to it.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "refundId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "reasonCode": {
        "description": "Of who has declined it.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "owner": {
        "description": "Who has to see to it: `finance`.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "difference": {
        "description": "Of an exchange that goes on: it is what a cheaper variant is worth less.",
        "type": "boolean"
      }
    },
    "required": [
      "ref",
      "refundId",
      "reasonCode",
      "owner"
    ]
  },
  RefundApproved: {
    "title": "RefundApproved",
    "description": "The second person has approved: now it is paid.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "refundId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "approvedBy": {
        "description": "Staff id.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "approvedAt": {
        "type": "string",
        "format": "date-time"
      },
      "difference": {
        "description": "Of an exchange that goes on: it is what a cheaper variant is worth less.",
        "type": "boolean"
      }
    },
    "required": [
      "ref",
      "refundId",
      "approvedBy",
      "approvedAt"
    ]
  },
  SettledLine: {
    "title": "SettledLine",
    "type": "object",
    "properties": {
      "caseLineId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "quantity": {
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 2147483647
      }
    },
    "required": [
      "caseLineId",
      "quantity"
    ]
  },
  DifferenceSettled: {
    "title": "DifferenceSettled",
    "description": "Of an exchange: what was given back and what is sent out for it are settled, so that nothing is owed either way.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "lines": {
        "description": "Units that came back, or were lost on their way without the customer's fault; lines without any are left out.",
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/SettledLine"
        },
        "maxItems": 1000,
        "default": []
      },
      "refunded": {
        "description": "What was paid back, as the other variant is cheaper. Missing: it is not.",
        "allOf": [
          {
            "$ref": "#/components/schemas/Money"
          }
        ]
      },
      "collected": {
        "description": "What the customer has paid on top, as the other variant is dearer. Missing: it is not.",
        "allOf": [
          {
            "$ref": "#/components/schemas/Money"
          }
        ]
      }
    },
    "required": [
      "ref"
    ]
  },
  TopUpRequested: {
    "title": "TopUpRequested",
    "description": "Of an exchange for a dearer variant: what came back is accepted, and the customer has to pay the rest 补差价 before anything leaves.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "topUpId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "amount": {
        "$ref": "#/components/schemas/Money"
      },
      "dueAt": {
        "description": "Until then it can be paid; after that the customer is paid back instead.",
        "type": "string",
        "format": "date-time"
      },
      "paymentUrl": {
        "description": "The payment provider's page, where the customer pays.",
        "type": "string",
        "minLength": 1,
        "maxLength": 500
      }
    },
    "required": [
      "ref",
      "topUpId",
      "amount",
      "dueAt",
      "paymentUrl"
    ]
  },
  TopUpExpired: {
    "title": "TopUpExpired",
    "description": "It was not paid in time, or can't be paid: the customer is paid back instead.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "topUpId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "reasonCode": {
        "description": "Stable code: TOP_UP_NOT_PAID, or what the provider refused it with.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      }
    },
    "required": [
      "ref",
      "topUpId",
      "reasonCode"
    ]
  },
  TopUpPaid: {
    "title": "TopUpPaid",
    "description": "The customer has paid it. Where the exchange has come to nothing meanwhile, it is part of what is paid back.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "topUpId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "amount": {
        "$ref": "#/components/schemas/Money"
      },
      "paidAt": {
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "topUpId",
      "amount",
      "paidAt"
    ]
  },
  QuotedLine: {
    "title": "QuotedLine",
    "type": "object",
    "properties": {
      "caseLineId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "quantity": {
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 2147483647
      },
      "grade": {
        "type": "string",
        "enum": [
          "GRADE_A",
          "GRADE_B",
          "GRADE_C",
          "GRADE_D"
        ],
        "x-enum": "Grade",
        "x-unspecified": "GRADE_UNSPECIFIED"
      },
      "basisPoints": {
        "description": "Hundredths of a percent of what a unit is still worth.",
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 10000
      }
    },
    "required": [
      "caseLineId",
      "quantity",
      "grade",
      "basisPoints"
    ]
  },
  DeductionQuoted: {
    "title": "DeductionQuoted",
    "description": "What would be deducted for units that an inspection has rejected. The rates are promised; the amounts are those of today, and less where another case is paid for the same units first.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "lines": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/QuotedLine"
        },
        "minItems": 1,
        "maxItems": 2000,
        "default": []
      },
      "deducted": {
        "$ref": "#/components/schemas/Money"
      },
      "paid": {
        "description": "For the case in all, the accepted units included.",
        "allOf": [
          {
            "$ref": "#/components/schemas/Money"
          }
        ]
      }
    },
    "required": [
      "ref",
      "lines",
      "deducted",
      "paid"
    ]
  },
  VariantsCompared: {
    "title": "VariantsCompared",
    "description": "What other variants would cost the customer in place of what is out of stock. The amounts are those of today, and less is paid back where another case is paid for the same units first.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "number": {
        "description": "Of the choice that they were quoted for.",
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 1000
      },
      "variants": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/OfferedVariant"
        },
        "minItems": 1,
        "maxItems": 20,
        "default": []
      }
    },
    "required": [
      "ref",
      "number",
      "variants"
    ]
  },
  HoldPlaced: {
    "title": "HoldPlaced",
    "description": "Of an exchange in advance 先行换货: what the customer has paid for the units is held 预授权 at the payment provider. The goods may leave.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "holdId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "amount": {
        "$ref": "#/components/schemas/Money"
      },
      "captureAt": {
        "description": "What has not come back by then is captured.",
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "holdId",
      "amount",
      "captureAt"
    ]
  },
  HoldDeclined: {
    "title": "HoldDeclined",
    "description": "Nothing is held, and nothing will be: the exchange goes as every other, the goods first. The last word on a hold.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "holdId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "reasonCode": {
        "description": "Stable code: GOODS_CAME_FIRST, OTHER_VARIANT, NOTHING_TO_HOLD, CALLED_OFF, or what the provider declined it with.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      }
    },
    "required": [
      "ref",
      "holdId",
      "reasonCode"
    ]
  },
  HoldRunsOut: {
    "title": "HoldRunsOut",
    "description": "The goods are still out, and the time of the hold is nearly over.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "holdId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "captureAt": {
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "holdId",
      "captureAt"
    ]
  },
  HoldReleased: {
    "title": "HoldReleased",
    "description": "Nothing is held any more, and nothing was taken. The last word on a hold.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "holdId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "reasonCode": {
        "description": "Stable code: GOODS_ACCEPTED, CALLED_OFF, NOT_DELIVERED, LAPSED, or what the provider refused it with.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      }
    },
    "required": [
      "ref",
      "holdId",
      "reasonCode"
    ]
  },
  CapturedLine: {
    "title": "CapturedLine",
    "type": "object",
    "properties": {
      "caseLineId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "quantity": {
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 2147483647
      },
      "amountMinor": {
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^(0|[1-9][0-9]{0,19})$",
        "x-minimum": "0",
        "x-maximum": "9223372036854775807",
        "default": "0"
      }
    },
    "required": [
      "caseLineId",
      "quantity"
    ]
  },
  HoldCaptured: {
    "title": "HoldCaptured",
    "description": "Units that did not come back are paid for out of the hold, and what was sent for them is sold; the rest of it is released. The last word on a hold.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "holdId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "captured": {
        "$ref": "#/components/schemas/Money"
      },
      "lines": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/CapturedLine"
        },
        "minItems": 1,
        "maxItems": 1000,
        "default": []
      },
      "soldOrderId": {
        "description": "The sale, an order of its own; its lines have the ids of the case's. So the units can come back later, at what was captured for them.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "deliveredAt": {
        "description": "When the customer got them, by the carrier's time.",
        "type": "string",
        "format": "date-time"
      },
      "reasonCode": {
        "description": "Stable code: NOT_SENT, NOT_IN_PARCEL, HOLD_ENDED.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "capturedAt": {
        "description": "The provider's time.",
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "holdId",
      "captured",
      "lines",
      "soldOrderId",
      "deliveredAt",
      "reasonCode",
      "capturedAt"
    ]
  },
  LegView: {
    "title": "LegView",
    "type": "object",
    "properties": {
      "leg": {
        "$ref": "#/components/schemas/RefundLeg"
      },
      "status": {
        "description": "pending, settled, failed, unknown.",
        "type": "string",
        "default": ""
      },
      "attempts": {
        "type": "integer",
        "format": "int32",
        "minimum": -2147483648,
        "maximum": 2147483647,
        "default": 0
      },
      "lastCode": {
        "type": "string",
        "default": ""
      },
      "settledThrough": {
        "description": "`provider` or `manual`; empty until it has settled.",
        "type": "string",
        "default": ""
      },
      "settledBy": {
        "description": "Staff id of who paid it by hand; empty where the provider did.",
        "type": "string",
        "default": ""
      },
      "reference": {
        "description": "The provider's or the bank's; empty until it has settled.",
        "type": "string",
        "default": ""
      }
    }
  },
  GetRefundRequest: {
    "title": "GetRefundRequest",
    "type": "object",
    "properties": {
      "caseId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      }
    },
    "required": [
      "caseId"
    ]
  },
  GetRefundResponse: {
    "title": "GetRefundResponse",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "status": {
        "description": "approved, awaiting_approval, requested, settled, failed, called_off, declined, exception, dropped.",
        "type": "string",
        "default": ""
      },
      "refundId": {
        "type": "string",
        "default": ""
      },
      "total": {
        "$ref": "#/components/schemas/Money"
      },
      "lines": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/RefundLine"
        },
        "default": []
      },
      "legs": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/LegView"
        },
        "default": []
      },
      "decidedBy": {
        "description": "`rules`, or the staff id of who decided the case: not who may approve its refund.",
        "type": "string",
        "default": ""
      },
      "approvedBy": {
        "description": "Staff id; empty where no approval was needed, or none is there yet.",
        "type": "string",
        "default": ""
      },
      "decline": {
        "description": "Missing where nobody has declined it.",
        "allOf": [
          {
            "$ref": "#/components/schemas/DeclineView"
          }
        ]
      },
      "difference": {
        "description": "Of an exchange that goes on, or has: what was paid back, as the other variant is cheaper. Missing as long as that is on its way, and is what is told above.",
        "allOf": [
          {
            "$ref": "#/components/schemas/DifferenceView"
          }
        ]
      },
      "topUp": {
        "description": "Of an exchange for a dearer variant: what the customer pays on top. Missing where nothing is.",
        "allOf": [
          {
            "$ref": "#/components/schemas/TopUpView"
          }
        ]
      },
      "hold": {
        "description": "Of an exchange in advance: what is held of the customer's money. Missing for others.",
        "allOf": [
          {
            "$ref": "#/components/schemas/HoldView"
          }
        ]
      },
      "payBy": {
        "description": "By then it is to be paid; missing as long as nothing is asked for.",
        "type": "string",
        "format": "date-time"
      },
      "tag": {
        "description": "Another one as soon as anything else of this view is.",
        "type": "string"
      }
    }
  },
  TopUpView: {
    "title": "TopUpView",
    "type": "object",
    "properties": {
      "topUpId": {
        "type": "string",
        "default": ""
      },
      "amount": {
        "$ref": "#/components/schemas/Money"
      },
      "status": {
        "description": "asked, open, closing, paid, closed.",
        "type": "string",
        "default": ""
      },
      "dueAt": {
        "type": "string",
        "format": "date-time"
      },
      "paymentUrl": {
        "description": "Where the customer pays; empty as long as the provider has not said.",
        "type": "string",
        "default": ""
      },
      "paymentId": {
        "description": "Empty until it is paid.",
        "type": "string",
        "default": ""
      },
      "paidAt": {
        "type": "string",
        "format": "date-time"
      }
    }
  },
  HoldView: {
    "title": "HoldView",
    "type": "object",
    "properties": {
      "holdId": {
        "type": "string",
        "default": ""
      },
      "status": {
        "description": "wanted, asked, held, declined, releasing, released, capturing, captured.",
        "type": "string",
        "default": ""
      },
      "amount": {
        "description": "Missing as long as nothing was asked for.",
        "allOf": [
          {
            "$ref": "#/components/schemas/Money"
          }
        ]
      },
      "captureAt": {
        "type": "string",
        "format": "date-time"
      },
      "reasonCode": {
        "description": "Why it ended, or is to end; empty as long as it does not.",
        "type": "string",
        "default": ""
      },
      "captured": {
        "description": "Missing until it was captured.",
        "allOf": [
          {
            "$ref": "#/components/schemas/Money"
          }
        ]
      },
      "paymentId": {
        "description": "Empty until it was captured.",
        "type": "string",
        "default": ""
      },
      "soldOrderId": {
        "type": "string",
        "default": ""
      }
    }
  },
  DifferenceView: {
    "title": "DifferenceView",
    "description": "What a cheaper variant was worth less, once that has settled.",
    "type": "object",
    "properties": {
      "refundId": {
        "type": "string",
        "default": ""
      },
      "total": {
        "$ref": "#/components/schemas/Money"
      },
      "lines": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/RefundLine"
        },
        "default": []
      },
      "legs": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/LegView"
        },
        "default": []
      },
      "settledAt": {
        "type": "string",
        "format": "date-time"
      }
    }
  },
  DeclineView: {
    "title": "DeclineView",
    "description": "The last time that a refund was declined.",
    "type": "object",
    "properties": {
      "reasonCode": {
        "type": "string",
        "default": ""
      },
      "declinedBy": {
        "type": "string",
        "default": ""
      },
      "declinedAt": {
        "type": "string",
        "format": "date-time"
      },
      "takeUpUntil": {
        "type": "string",
        "format": "date-time"
      },
      "takenUpBy": {
        "description": "Staff id of who has taken it up again: not who may approve it. Empty as long as nobody has.",
        "type": "string",
        "default": ""
      }
    }
  },
  RetryRefundRequest: {
    "title": "RetryRefundRequest",
    "type": "object",
    "properties": {
      "caseId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      },
      "askedBy": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      }
    },
    "required": [
      "caseId",
      "askedBy"
    ]
  },
  RetryRefundResponse: {
    "title": "RetryRefundResponse",
    "type": "object",
    "properties": {
      "legs": {
        "description": "Legs that are tried again.",
        "type": "integer",
        "format": "int32",
        "minimum": -2147483648,
        "maximum": 2147483647,
        "default": 0
      }
    }
  },
  WaitingRefund: {
    "title": "WaitingRefund",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "refundId": {
        "type": "string",
        "default": ""
      },
      "reason": {
        "type": "string",
        "enum": [
          "WAITING_REASON_UNSPECIFIED",
          "WAITING_REASON_APPROVAL",
          "WAITING_REASON_LEG",
          "WAITING_REASON_DECLINED",
          "WAITING_REASON_EXCEPTION",
          "WAITING_REASON_OVERDUE"
        ],
        "x-enum": "WaitingReason",
        "x-unspecified": "WAITING_REASON_UNSPECIFIED",
        "default": "WAITING_REASON_UNSPECIFIED"
      },
      "total": {
        "$ref": "#/components/schemas/Money"
      },
      "decidedBy": {
        "description": "`rules`, or the staff id of who decided the case.",
        "type": "string",
        "default": ""
      },
      "requestedAt": {
        "type": "string",
        "format": "date-time"
      },
      "legs": {
        "description": "Those that need a person.",
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/LegView"
        },
        "default": []
      },
      "decline": {
        "description": "Missing where nobody has declined it.",
        "allOf": [
          {
            "$ref": "#/components/schemas/DeclineView"
          }
        ]
      },
      "payBy": {
        "type": "string",
        "format": "date-time"
      },
      "lateness": {
        "description": "Unspecified while its day is not near.",
        "type": "string",
        "enum": [
          "REFUND_LATENESS_UNSPECIFIED",
          "REFUND_LATENESS_DUE_SOON",
          "REFUND_LATENESS_OVERDUE"
        ],
        "x-enum": "RefundLateness",
        "x-unspecified": "REFUND_LATENESS_UNSPECIFIED",
        "default": "REFUND_LATENESS_UNSPECIFIED"
      }
    }
  },
  ListWaitingRefundsRequest: {
    "title": "ListWaitingRefundsRequest",
    "type": "object",
    "properties": {
      "limit": {
        "type": "integer",
        "format": "int32",
        "minimum": 0,
        "maximum": 200,
        "default": 0
      },
      "cursor": {
        "description": "From the answer before.",
        "type": "string",
        "maxLength": 200,
        "default": ""
      },
      "reason": {
        "description": "Unspecified: all.",
        "type": "string",
        "enum": [
          "WAITING_REASON_UNSPECIFIED",
          "WAITING_REASON_APPROVAL",
          "WAITING_REASON_LEG",
          "WAITING_REASON_DECLINED",
          "WAITING_REASON_EXCEPTION",
          "WAITING_REASON_OVERDUE"
        ],
        "x-enum": "WaitingReason",
        "x-unspecified": "WAITING_REASON_UNSPECIFIED",
        "default": "WAITING_REASON_UNSPECIFIED"
      }
    }
  },
  ListWaitingRefundsResponse: {
    "title": "ListWaitingRefundsResponse",
    "type": "object",
    "properties": {
      "refunds": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/WaitingRefund"
        },
        "default": []
      },
      "nextCursor": {
        "type": "string",
        "default": ""
      }
    }
  },
  ApproveRefundRequest: {
    "title": "ApproveRefundRequest",
    "type": "object",
    "properties": {
      "caseId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      },
      "approvedBy": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "seen": {
        "description": "`tag` of the view that the caller decides on; missing: whatever it is by now. Another one: CHANGED_MEANWHILE.",
        "type": "string",
        "maxLength": 64
      }
    },
    "required": [
      "caseId",
      "approvedBy"
    ]
  },
  ApproveRefundResponse: {
    "title": "ApproveRefundResponse",
    "type": "object",
    "properties": {
      "refund": {
        "$ref": "#/components/schemas/GetRefundResponse"
      }
    }
  },
  DeclineRefundRequest: {
    "title": "DeclineRefundRequest",
    "type": "object",
    "properties": {
      "caseId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      },
      "declinedBy": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "reasonCode": {
        "description": "Stable code that the customer is told, as NOT_OUR_FAULT.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Z][A-Z_]*$"
      },
      "seen": {
        "description": "`tag` of the view that the caller decides on; missing: whatever it is by now. Another one: CHANGED_MEANWHILE.",
        "type": "string",
        "maxLength": 64
      }
    },
    "required": [
      "caseId",
      "declinedBy",
      "reasonCode"
    ]
  },
  DeclineRefundResponse: {
    "title": "DeclineRefundResponse",
    "type": "object",
    "properties": {
      "refund": {
        "$ref": "#/components/schemas/GetRefundResponse"
      }
    }
  },
  TakeUpRefundRequest: {
    "title": "TakeUpRefundRequest",
    "type": "object",
    "properties": {
      "caseId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      },
      "takenUpBy": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      }
    },
    "required": [
      "caseId",
      "takenUpBy"
    ]
  },
  TakeUpRefundResponse: {
    "title": "TakeUpRefundResponse",
    "type": "object",
    "properties": {
      "refund": {
        "$ref": "#/components/schemas/GetRefundResponse"
      }
    }
  },
  SettleLegManuallyRequest: {
    "title": "SettleLegManuallyRequest",
    "type": "object",
    "properties": {
      "caseId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      },
      "legId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 80
      },
      "bankReference": {
        "description": "Of the bank transfer, as finance finds it on the statement; no account number, no name.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Za-z0-9][A-Za-z0-9._/-]*$"
      },
      "settledBy": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "seen": {
        "description": "`tag` of the view that the caller decides on; missing: whatever it is by now. Another one: CHANGED_MEANWHILE.",
        "type": "string",
        "maxLength": 64
      }
    },
    "required": [
      "caseId",
      "legId",
      "bankReference",
      "settledBy"
    ]
  },
  SettleLegManuallyResponse: {
    "title": "SettleLegManuallyResponse",
    "type": "object",
    "properties": {
      "refund": {
        "$ref": "#/components/schemas/GetRefundResponse"
      }
    }
  },
  ApprovedLine: {
    "title": "ApprovedLine",
    "type": "object",
    "properties": {
      "caseLineId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "orderLineId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "sku": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "quantity": {
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 2147483647
      },
      "reason": {
        "type": "string",
        "enum": [
          "RETURN_REASON_UNSPECIFIED",
          "RETURN_REASON_NO_REASON",
          "RETURN_REASON_DAMAGED",
          "RETURN_REASON_FAULTY",
          "RETURN_REASON_WRONG_ITEM",
          "RETURN_REASON_NOT_AS_DESCRIBED",
          "RETURN_REASON_OTHER"
        ],
        "x-enum": "ReturnReason",
        "x-unspecified": "RETURN_REASON_UNSPECIFIED",
        "default": "RETURN_REASON_UNSPECIFIED"
      },
      "amountPerUnitMinor": {
        "description": "Of a price difference: what is given for each unit at most, and the lower price, below which no unit is brought.",
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^(0|[1-9][0-9]{0,19})$",
        "x-minimum": "0",
        "x-maximum": "9223372036854775807"
      },
      "lowerUnitPriceMinor": {
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^(0|[1-9][0-9]{0,19})$",
        "x-minimum": "0",
        "x-maximum": "9223372036854775807"
      },
      "wantedSku": {
        "description": "Of an exchange for another variant: what goes out for `sku`, and the price of one unit as it was quoted in the application.",
        "type": "string",
        "maxLength": 64
      },
      "wantedUnitPriceMinor": {
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^(0|[1-9][0-9]{0,19})$",
        "x-minimum": "0",
        "x-maximum": "9223372036854775807"
      }
    },
    "required": [
      "caseLineId",
      "orderLineId",
      "sku",
      "quantity"
    ]
  },
  RefusedLine: {
    "title": "RefusedLine",
    "type": "object",
    "properties": {
      "caseLineId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "quantity": {
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 2147483647
      }
    },
    "required": [
      "caseLineId",
      "quantity"
    ]
  },
  RefusedPart: {
    "title": "RefusedPart",
    "description": "What was asked for and not approved, where the rest of the case was.",
    "type": "object",
    "properties": {
      "lines": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/RefusedLine"
        },
        "minItems": 1,
        "maxItems": 1000,
        "default": []
      },
      "reason": {
        "$ref": "#/components/schemas/RejectionReason"
      }
    },
    "required": [
      "lines",
      "reason"
    ]
  },
  AdvanceTerms: {
    "title": "AdvanceTerms",
    "description": "Of an exchange whose goods may leave before the others are back 先行换货, once the customer's price for them is held.",
    "type": "object",
    "properties": {
      "holdForDays": {
        "description": "So long the payment provider is asked to hold it.",
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 365
      }
    },
    "required": [
      "holdForDays"
    ]
  },
  CaseApproved: {
    "title": "CaseApproved",
    "description": "Names what was approved alone: a line of which nothing was is left out.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "type": {
        "type": "string",
        "enum": [
          "CASE_TYPE_RETURN",
          "CASE_TYPE_REFUND_ONLY",
          "CASE_TYPE_EXCHANGE",
          "CASE_TYPE_REPAIR",
          "CASE_TYPE_RESEND",
          "CASE_TYPE_PRICE_DIFFERENCE",
          "CASE_TYPE_INQUIRY",
          "CASE_TYPE_COMPLAINT"
        ],
        "x-enum": "CaseType",
        "x-unspecified": "CASE_TYPE_UNSPECIFIED"
      },
      "lines": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ApprovedLine"
        },
        "minItems": 1,
        "maxItems": 1000,
        "default": []
      },
      "decision": {
        "$ref": "#/components/schemas/DecisionRecord"
      },
      "requestedAt": {
        "description": "Business time of the application; later deadlines count from it.",
        "type": "string",
        "format": "date-time"
      },
      "refused": {
        "description": "Missing when everything was approved.",
        "allOf": [
          {
            "$ref": "#/components/schemas/RefusedPart"
          }
        ]
      },
      "refundOnlyKind": {
        "description": "Of a refund only, as in the application. Missing: the customer has the goods and keeps them.",
        "type": "string",
        "enum": [
          "REFUND_ONLY_KIND_UNSPECIFIED",
          "REFUND_ONLY_KIND_RECEIVED",
          "REFUND_ONLY_KIND_BEFORE_SHIPPING",
          "REFUND_ONLY_KIND_ON_THE_WAY",
          "REFUND_ONLY_KIND_REFUSED"
        ],
        "x-enum": "RefundOnlyKind",
        "x-unspecified": "REFUND_ONLY_KIND_UNSPECIFIED"
      },
      "reduced": {
        "description": "Of a price difference: why less is given for a unit than was asked. Missing when nothing was cut.",
        "allOf": [
          {
            "$ref": "#/components/schemas/RejectionReason"
          }
        ]
      },
      "advance": {
        "description": "Of an exchange: what was asked for may leave in advance. Missing: the goods have to come back first, as in every exchange.",
        "allOf": [
          {
            "$ref": "#/components/schemas/AdvanceTerms"
          }
        ]
      }
    },
    "required": [
      "ref",
      "type",
      "lines",
      "decision",
      "requestedAt"
    ]
  },
  RejectionReason: {
    "title": "RejectionReason",
    "type": "object",
    "properties": {
      "code": {
        "description": "Stable: PURCHASE_NOT_FOUND, OUTSIDE_WINDOW, UNITS_TAKEN, …",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "message": {
        "type": "string",
        "minLength": 1,
        "maxLength": 400
      }
    },
    "required": [
      "code",
      "message"
    ]
  },
  CaseRejected: {
    "title": "CaseRejected",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "reasons": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/RejectionReason"
        },
        "minItems": 1,
        "maxItems": 16,
        "default": []
      },
      "decision": {
        "$ref": "#/components/schemas/DecisionRecord"
      },
      "supplementUntil": {
        "description": "Until then the customer may supplement the application, and it is decided again. Missing: the rejection is final.",
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "reasons",
      "decision"
    ]
  },
  ReviewTaskOpened: {
    "title": "ReviewTaskOpened",
    "description": "A person has to decide.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "taskId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "dueAt": {
        "type": "string",
        "format": "date-time"
      },
      "policyVersion": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "ruleIds": {
        "type": "array",
        "items": {
          "type": "string"
        },
        "maxItems": 64,
        "default": []
      },
      "round": {
        "description": "Missing: the first.",
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 1000
      }
    },
    "required": [
      "ref",
      "taskId",
      "dueAt",
      "policyVersion"
    ]
  },
  ReviewTaskClaimed: {
    "title": "ReviewTaskClaimed",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "taskId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "claimedBy": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      }
    },
    "required": [
      "ref",
      "taskId",
      "claimedBy"
    ]
  },
  ReviewTaskOverdue: {
    "title": "ReviewTaskOverdue",
    "description": "The 24 hours are over and nobody has decided.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "taskId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "dueAt": {
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "taskId",
      "dueAt"
    ]
  },
  EvidenceRequested: {
    "title": "EvidenceRequested",
    "description": "Who decides asks the customer for evidence. Without any by `due_at` the application is rejected.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "taskId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "dueAt": {
        "type": "string",
        "format": "date-time"
      },
      "reasonCode": {
        "description": "Stable code of what is missing, as PHOTO_OF_FAULT.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "number": {
        "description": "Which request of this case it is, from 1.",
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 2147483647
      }
    },
    "required": [
      "ref",
      "taskId",
      "dueAt",
      "reasonCode",
      "number"
    ]
  },
  ReviewTaskResumed: {
    "title": "ReviewTaskResumed",
    "description": "The evidence that was asked for has come: the task is back with who asked, with a new time to decide.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "taskId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "dueAt": {
        "type": "string",
        "format": "date-time"
      },
      "evidenceCount": {
        "description": "Pieces of evidence the case has now.",
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 2147483647,
        "default": 0
      }
    },
    "required": [
      "ref",
      "taskId",
      "dueAt"
    ]
  },
  CaseWithdrawn: {
    "title": "CaseWithdrawn",
    "description": "A case that nobody had decided was cancelled: it is not reviewed any more.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "reasonCode": {
        "description": "Of who asked to cancel.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      }
    },
    "required": [
      "ref",
      "reasonCode"
    ]
  },
  CancellationPassedOn: {
    "title": "CancellationPassedOn",
    "description": "A case that was approved is to be cancelled: whoever carries it out says whether that is still possible. Comes after CaseApproved.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "type": {
        "type": "string",
        "enum": [
          "CASE_TYPE_RETURN",
          "CASE_TYPE_REFUND_ONLY",
          "CASE_TYPE_EXCHANGE",
          "CASE_TYPE_REPAIR",
          "CASE_TYPE_RESEND",
          "CASE_TYPE_PRICE_DIFFERENCE",
          "CASE_TYPE_INQUIRY",
          "CASE_TYPE_COMPLAINT"
        ],
        "x-enum": "CaseType",
        "x-unspecified": "CASE_TYPE_UNSPECIFIED"
      },
      "reasonCode": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      }
    },
    "required": [
      "ref",
      "type",
      "reasonCode"
    ]
  },
  TaskLine: {
    "title": "TaskLine",
    "description": "What the case asks for, for who decides it line by line.",
    "type": "object",
    "properties": {
      "caseLineId": {
        "type": "string",
        "default": ""
      },
      "sku": {
        "type": "string",
        "default": ""
      },
      "quantity": {
        "type": "integer",
        "format": "int32",
        "minimum": -2147483648,
        "maximum": 2147483647,
        "default": 0
      },
      "reason": {
        "type": "string",
        "enum": [
          "RETURN_REASON_UNSPECIFIED",
          "RETURN_REASON_NO_REASON",
          "RETURN_REASON_DAMAGED",
          "RETURN_REASON_FAULTY",
          "RETURN_REASON_WRONG_ITEM",
          "RETURN_REASON_NOT_AS_DESCRIBED",
          "RETURN_REASON_OTHER"
        ],
        "x-enum": "ReturnReason",
        "x-unspecified": "RETURN_REASON_UNSPECIFIED",
        "default": "RETURN_REASON_UNSPECIFIED"
      },
      "askedPerUnitMinor": {
        "description": "Of a price difference: what is asked for each unit, and the lower price that the customer points to.",
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^-?(0|[1-9][0-9]{0,19})$",
        "x-minimum": "-9223372036854775808",
        "x-maximum": "9223372036854775807"
      },
      "lowerUnitPriceMinor": {
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^-?(0|[1-9][0-9]{0,19})$",
        "x-minimum": "-9223372036854775808",
        "x-maximum": "9223372036854775807"
      },
      "wantedSku": {
        "description": "Of an exchange for another variant: which one, and the price of one unit that was quoted for it.",
        "type": "string"
      },
      "wantedUnitPriceMinor": {
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^-?(0|[1-9][0-9]{0,19})$",
        "x-minimum": "-9223372036854775808",
        "x-maximum": "9223372036854775807"
      }
    }
  },
  TaskView: {
    "title": "TaskView",
    "type": "object",
    "properties": {
      "taskId": {
        "type": "string",
        "default": ""
      },
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "status": {
        "description": "open, claimed, awaiting_evidence, decided, withdrawn.",
        "type": "string",
        "default": ""
      },
      "claimedBy": {
        "type": "string",
        "default": ""
      },
      "dueAt": {
        "type": "string",
        "format": "date-time"
      },
      "ruleIds": {
        "type": "array",
        "items": {
          "type": "string"
        },
        "default": []
      },
      "facts": {
        "type": "object",
        "additionalProperties": {
          "type": "string"
        },
        "default": {}
      },
      "lines": {
        "description": "Empty in a list of tasks: a claim answers them.",
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/TaskLine"
        },
        "default": []
      },
      "round": {
        "description": "From 1; another one after each supplement of a rejected application.",
        "type": "integer",
        "format": "int32",
        "minimum": -2147483648,
        "maximum": 2147483647,
        "default": 0
      },
      "evidenceDueAt": {
        "description": "By when the customer has to show what was asked for; missing when nothing is asked for.",
        "type": "string",
        "format": "date-time"
      },
      "tag": {
        "description": "Another one as soon as anything else of this view is.",
        "type": "string"
      }
    }
  },
  ListTasksRequest: {
    "title": "ListTasksRequest",
    "type": "object",
    "properties": {
      "limit": {
        "type": "integer",
        "format": "int32",
        "minimum": 0,
        "maximum": 200,
        "default": 0
      },
      "cursor": {
        "description": "From the answer before.",
        "type": "string",
        "maxLength": 200,
        "default": ""
      }
    }
  },
  ListTasksResponse: {
    "title": "ListTasksResponse",
    "type": "object",
    "properties": {
      "tasks": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/TaskView"
        },
        "default": []
      },
      "nextCursor": {
        "type": "string",
        "default": ""
      }
    }
  },
  ClaimTaskRequest: {
    "title": "ClaimTaskRequest",
    "type": "object",
    "properties": {
      "taskId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "reviewer": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      }
    },
    "required": [
      "taskId",
      "reviewer"
    ]
  },
  ClaimTaskResponse: {
    "title": "ClaimTaskResponse",
    "type": "object",
    "properties": {
      "task": {
        "$ref": "#/components/schemas/TaskView"
      }
    }
  },
  DecideTaskRequest: {
    "title": "DecideTaskRequest",
    "type": "object",
    "properties": {
      "taskId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "reviewer": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "verdict": {
        "type": "string",
        "enum": [
          "VERDICT_APPROVE",
          "VERDICT_REJECT",
          "VERDICT_REQUEST_EVIDENCE"
        ],
        "x-enum": "Verdict",
        "x-unspecified": "VERDICT_UNSPECIFIED"
      },
      "reasonCode": {
        "description": "Stable code. Needed to reject, as OUTSIDE_WINDOW or NOT_JUSTIFIED; to ask for evidence, as PHOTO_OF_FAULT; and for what is not approved of an approval in part.",
        "type": "string",
        "maxLength": 64,
        "pattern": "^[A-Z_]*$",
        "default": ""
      },
      "lines": {
        "description": "Of an approval: only these units; lines that are not named get none. Empty: everything that is asked for.",
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ApprovedQuantity"
        },
        "maxItems": 1000,
        "default": []
      },
      "seen": {
        "description": "`tag` of the view that the caller decides on; missing: whatever it is by now. Another one: CHANGED_MEANWHILE.",
        "type": "string",
        "maxLength": 64
      }
    },
    "required": [
      "taskId",
      "reviewer",
      "verdict"
    ]
  },
  ApprovedQuantity: {
    "title": "ApprovedQuantity",
    "type": "object",
    "properties": {
      "caseLineId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "quantity": {
        "description": "From 0 to what is asked for.",
        "type": "integer",
        "format": "int32",
        "minimum": 0,
        "maximum": 1000000,
        "default": 0
      },
      "amountPerUnitMinor": {
        "description": "Of a price difference: what is given for each unit, from 1 to what is asked for. Missing: what is asked for.",
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^(0|[1-9][0-9]{0,19})$",
        "x-minimum": "1",
        "x-maximum": "9223372036854775807"
      }
    },
    "required": [
      "caseLineId"
    ]
  },
  DecideTaskResponse: {
    "title": "DecideTaskResponse",
    "type": "object",
    "properties": {
      "task": {
        "$ref": "#/components/schemas/TaskView"
      }
    }
  },
  GetReviewRequest: {
    "title": "GetReviewRequest",
    "type": "object",
    "properties": {
      "caseId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      }
    },
    "required": [
      "caseId"
    ]
  },
  GetReviewResponse: {
    "title": "GetReviewResponse",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "status": {
        "description": "in_review, approved, rejected, withdrawn.",
        "type": "string",
        "default": ""
      },
      "decision": {
        "$ref": "#/components/schemas/DecisionRecord"
      },
      "task": {
        "$ref": "#/components/schemas/TaskView"
      },
      "reasons": {
        "description": "Of a rejection; empty otherwise.",
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/RejectionReason"
        },
        "default": []
      },
      "refused": {
        "description": "Missing when everything was approved, and when nothing was.",
        "allOf": [
          {
            "$ref": "#/components/schemas/RefusedPart"
          }
        ]
      },
      "reduced": {
        "description": "Of a price difference: why less is given for a unit than was asked. Missing when nothing was cut.",
        "allOf": [
          {
            "$ref": "#/components/schemas/RejectionReason"
          }
        ]
      },
      "supplementUntil": {
        "description": "Of a rejection that is not final.",
        "type": "string",
        "format": "date-time"
      },
      "round": {
        "description": "From 1.",
        "type": "integer",
        "format": "int32",
        "minimum": -2147483648,
        "maximum": 2147483647,
        "default": 0
      },
      "earlier": {
        "description": "Rejections that were supplemented, oldest first.",
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/EarlierRejection"
        },
        "default": []
      }
    }
  },
  EarlierRejection: {
    "title": "EarlierRejection",
    "type": "object",
    "properties": {
      "decision": {
        "$ref": "#/components/schemas/DecisionRecord"
      },
      "reasons": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/RejectionReason"
        },
        "default": []
      }
    }
  },
  InspectionTaskCreated: {
    "title": "InspectionTaskCreated",
    "description": "The goods are at the dock, and the WMS is to inspect them. Said again each time that it is asked once more, and where its time begins again without a receipt.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "taskId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "attempt": {
        "description": "How often the WMS was asked, from 1. Missing where nobody counts.",
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 2147483647
      },
      "inspectBy": {
        "description": "When it is asked again, or somebody looks for the goods, if nothing is reported. Missing where no clock runs.",
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "taskId"
    ]
  },
  ReceivedLine: {
    "title": "ReceivedLine",
    "type": "object",
    "properties": {
      "caseLineId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "sku": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "quantity": {
        "description": "Units of this receipt, not the sum.",
        "type": "integer",
        "format": "int32",
        "minimum": 0,
        "maximum": 2147483647
      },
      "total": {
        "description": "Units so far, this receipt included.",
        "type": "integer",
        "format": "int32",
        "minimum": 0,
        "maximum": 2147483647,
        "default": 0
      },
      "expected": {
        "type": "integer",
        "format": "int32",
        "minimum": 0,
        "maximum": 2147483647,
        "default": 0
      }
    },
    "required": [
      "caseLineId",
      "sku",
      "quantity"
    ]
  },
  ItemsReceived: {
    "title": "ItemsReceived",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "reportId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "lines": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ReceivedLine"
        },
        "maxItems": 1000,
        "default": []
      },
      "inspectBy": {
        "description": "Of the rest, as in `InspectionTaskCreated`: time begins again with a report. Missing where no clock runs.",
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "reportId"
    ]
  },
  GradedUnits: {
    "title": "GradedUnits",
    "type": "object",
    "properties": {
      "quantity": {
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 2147483647
      },
      "grade": {
        "type": "string",
        "enum": [
          "GRADE_A",
          "GRADE_B",
          "GRADE_C",
          "GRADE_D"
        ],
        "x-enum": "Grade",
        "x-unspecified": "GRADE_UNSPECIFIED"
      },
      "liability": {
        "type": "string",
        "enum": [
          "LIABILITY_SELLER",
          "LIABILITY_CUSTOMER",
          "LIABILITY_CARRIER",
          "LIABILITY_SUPPLIER",
          "LIABILITY_UNDETERMINED"
        ],
        "x-enum": "Liability",
        "x-unspecified": "LIABILITY_UNSPECIFIED"
      },
      "disposition": {
        "type": "string",
        "enum": [
          "DISPOSITION_RESTOCK",
          "DISPOSITION_REFURBISH",
          "DISPOSITION_VENDOR_RETURN",
          "DISPOSITION_LIQUIDATE",
          "DISPOSITION_DONATE",
          "DISPOSITION_SCRAP",
          "DISPOSITION_BACK_TO_CUSTOMER",
          "DISPOSITION_QUARANTINE",
          "DISPOSITION_REPLACEMENT"
        ],
        "x-enum": "Disposition",
        "x-unspecified": "DISPOSITION_UNSPECIFIED"
      }
    },
    "required": [
      "quantity",
      "grade",
      "liability",
      "disposition"
    ]
  },
  InspectedLine: {
    "title": "InspectedLine",
    "type": "object",
    "properties": {
      "caseLineId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "orderLineId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "sku": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "expected": {
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 2147483647
      },
      "accepted": {
        "type": "integer",
        "format": "int32",
        "minimum": 0,
        "maximum": 2147483647,
        "default": 0
      },
      "short": {
        "type": "integer",
        "format": "int32",
        "minimum": 0,
        "maximum": 2147483647,
        "default": 0
      },
      "quarantined": {
        "description": "More than expected, or not what was announced: set aside, not refunded.",
        "type": "integer",
        "format": "int32",
        "minimum": 0,
        "maximum": 2147483647,
        "default": 0
      },
      "graded": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/GradedUnits"
        },
        "maxItems": 1000,
        "default": []
      },
      "rejected": {
        "description": "Units that came and are not accepted as they are: in quarantine, and among those that were graded, until it is settled what becomes of them. Missing where there are none.",
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 2147483647
      }
    },
    "required": [
      "caseLineId",
      "orderLineId",
      "sku",
      "expected"
    ]
  },
  ItemsInspected: {
    "title": "ItemsInspected",
    "description": "Every unit of the case is accepted, rejected or short. The refund follows the accepted ones, and waits where some are rejected.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "taskId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "lines": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/InspectedLine"
        },
        "minItems": 1,
        "maxItems": 1000,
        "default": []
      },
      "inspectedAt": {
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "taskId",
      "lines",
      "inspectedAt"
    ]
  },
  StockMoved: {
    "title": "StockMoved",
    "description": "The ledger of what after-sales moved, by condition. Key: the SKU.",
    "type": "object",
    "properties": {
      "sku": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "moveId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 160
      },
      "caseId": {
        "type": "string",
        "maxLength": 60,
        "default": ""
      },
      "fromCondition": {
        "description": "Condition as kept on the shelf: a, b, c, d, quarantine; `outside` is the world.",
        "type": "string",
        "minLength": 1,
        "maxLength": 32
      },
      "toCondition": {
        "type": "string",
        "minLength": 1,
        "maxLength": 32
      },
      "quantity": {
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^(0|[1-9][0-9]{0,19})$",
        "x-minimum": "1",
        "x-maximum": "9223372036854775807"
      },
      "disposition": {
        "type": "string",
        "enum": [
          "DISPOSITION_UNSPECIFIED",
          "DISPOSITION_RESTOCK",
          "DISPOSITION_REFURBISH",
          "DISPOSITION_VENDOR_RETURN",
          "DISPOSITION_LIQUIDATE",
          "DISPOSITION_DONATE",
          "DISPOSITION_SCRAP",
          "DISPOSITION_BACK_TO_CUSTOMER",
          "DISPOSITION_QUARANTINE",
          "DISPOSITION_REPLACEMENT"
        ],
        "x-enum": "Disposition",
        "x-unspecified": "DISPOSITION_UNSPECIFIED",
        "default": "DISPOSITION_UNSPECIFIED"
      }
    },
    "required": [
      "sku",
      "moveId",
      "fromCondition",
      "toCondition",
      "quantity"
    ]
  },
  ReservedLine: {
    "title": "ReservedLine",
    "type": "object",
    "properties": {
      "caseLineId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "sku": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "quantity": {
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 2147483647
      }
    },
    "required": [
      "caseLineId",
      "sku",
      "quantity"
    ]
  },
  ReservedVariant: {
    "title": "ReservedVariant",
    "description": "A variant that the customer has chosen, as the one before was out of stock.",
    "type": "object",
    "properties": {
      "caseLineId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "unitPriceMinor": {
        "description": "Of one unit, as it was quoted.",
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^(0|[1-9][0-9]{0,19})$",
        "x-minimum": "0",
        "x-maximum": "9223372036854775807"
      }
    },
    "required": [
      "caseLineId",
      "unitPriceMinor"
    ]
  },
  UnitsReserved: {
    "title": "UnitsReserved",
    "description": "Everything that is to be sent to the customer is set aside for them.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "attempt": {
        "description": "Which shipment of the case it is for, from 1: what is lost is sent once more.",
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 1000
      },
      "lines": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ReservedLine"
        },
        "minItems": 1,
        "maxItems": 1000,
        "default": []
      },
      "variant": {
        "description": "Missing where it is what was approved.",
        "allOf": [
          {
            "$ref": "#/components/schemas/ReservedVariant"
          }
        ]
      }
    },
    "required": [
      "ref",
      "attempt",
      "lines"
    ]
  },
  OutOfStock: {
    "title": "OutOfStock",
    "description": "There is not enough of it. Nothing more is done before the customer has chosen.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "attempt": {
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 1000
      },
      "number": {
        "description": "How often the customer has to choose in this case, from 1.",
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 1000
      }
    },
    "required": [
      "ref",
      "attempt",
      "number"
    ]
  },
  ReplacementPicked: {
    "title": "ReplacementPicked",
    "description": "The units have left the shelf and were handed to the carrier.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "attempt": {
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 1000
      },
      "lines": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ReservedLine"
        },
        "minItems": 1,
        "maxItems": 1000,
        "default": []
      }
    },
    "required": [
      "ref",
      "attempt",
      "lines"
    ]
  },
  ExceptionLine: {
    "title": "ExceptionLine",
    "type": "object",
    "properties": {
      "caseLineId": {
        "description": "Of no line of the case where the WMS names one that is not in it.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "sku": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "quantity": {
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 2147483647
      }
    },
    "required": [
      "caseLineId",
      "sku",
      "quantity"
    ]
  },
  ExceptionOpened: {
    "title": "ExceptionOpened",
    "description": "What was in the box is not what was announced: said before the inspection that has found it. Or the customer disputes what the inspection has rejected, or the inspection is overdue. The case stays open until it is resolved.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "exceptionId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 80
      },
      "kind": {
        "type": "string",
        "enum": [
          "EXCEPTION_KIND_SHORT",
          "EXCEPTION_KIND_EMPTY_BOX",
          "EXCEPTION_KIND_OVER",
          "EXCEPTION_KIND_WRONG_ITEM",
          "EXCEPTION_KIND_DISPUTED",
          "EXCEPTION_KIND_NOT_RECEIVED",
          "EXCEPTION_KIND_NOT_FINISHED"
        ],
        "x-enum": "ExceptionKind",
        "x-unspecified": "EXCEPTION_KIND_UNSPECIFIED"
      },
      "lines": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ExceptionLine"
        },
        "minItems": 1,
        "maxItems": 2000,
        "default": []
      },
      "dueAt": {
        "type": "string",
        "format": "date-time"
      },
      "byDefault": {
        "description": "What it ends with at that time if nobody has resolved it.",
        "type": "string",
        "enum": [
          "EXCEPTION_RESOLUTION_CONFIRMED_MISSING",
          "EXCEPTION_RESOLUTION_STAYS_IN_QUARANTINE",
          "EXCEPTION_RESOLUTION_BACK_TO_CUSTOMER",
          "EXCEPTION_RESOLUTION_RESTOCK",
          "EXCEPTION_RESOLUTION_ACCEPTED",
          "EXCEPTION_RESOLUTION_UPHELD",
          "EXCEPTION_RESOLUTION_TURNED_UP",
          "EXCEPTION_RESOLUTION_IS_HERE",
          "EXCEPTION_RESOLUTION_NEVER_CAME",
          "EXCEPTION_RESOLUTION_AS_REPORTED"
        ],
        "x-enum": "ExceptionResolution",
        "x-unspecified": "EXCEPTION_RESOLUTION_UNSPECIFIED"
      },
      "owner": {
        "description": "The department that answers for it, also while a person sees to it.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      }
    },
    "required": [
      "ref",
      "exceptionId",
      "kind",
      "lines",
      "dueAt",
      "byDefault",
      "owner"
    ]
  },
  ExceptionClaimed: {
    "title": "ExceptionClaimed",
    "description": "A person of the warehouse sees to it.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "exceptionId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 80
      },
      "claimedBy": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      }
    },
    "required": [
      "ref",
      "exceptionId",
      "claimedBy"
    ]
  },
  ExceptionResolved: {
    "title": "ExceptionResolved",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "exceptionId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 80
      },
      "resolution": {
        "type": "string",
        "enum": [
          "EXCEPTION_RESOLUTION_CONFIRMED_MISSING",
          "EXCEPTION_RESOLUTION_STAYS_IN_QUARANTINE",
          "EXCEPTION_RESOLUTION_BACK_TO_CUSTOMER",
          "EXCEPTION_RESOLUTION_RESTOCK",
          "EXCEPTION_RESOLUTION_ACCEPTED",
          "EXCEPTION_RESOLUTION_UPHELD",
          "EXCEPTION_RESOLUTION_TURNED_UP",
          "EXCEPTION_RESOLUTION_IS_HERE",
          "EXCEPTION_RESOLUTION_NEVER_CAME",
          "EXCEPTION_RESOLUTION_AS_REPORTED"
        ],
        "x-enum": "ExceptionResolution",
        "x-unspecified": "EXCEPTION_RESOLUTION_UNSPECIFIED"
      },
      "resolvedBy": {
        "description": "A staff id, or `deadline`; `wms` or `logistics` where what they have said has ended it.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "reasonCode": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      }
    },
    "required": [
      "ref",
      "exceptionId",
      "resolution",
      "resolvedBy",
      "reasonCode"
    ]
  },
  ParcelNotReceived: {
    "title": "ParcelNotReceived",
    "description": "A parcel that the carrier has delivered, by its own word, was never received: no report of it is taken any more. Logistics has it written off.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "exceptionId": {
        "description": "Of the exception that has ended so.",
        "type": "string",
        "minLength": 1,
        "maxLength": 80
      },
      "decidedBy": {
        "description": "A staff id, or `deadline`.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "decidedAt": {
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "exceptionId",
      "decidedBy",
      "decidedAt"
    ]
  },
  RepairOrdered: {
    "title": "RepairOrdered",
    "description": "The goods of a repair are inspected: the WMS is asked to repair them, and again when no answer comes.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "attempt": {
        "description": "From 1.",
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 2147483647
      },
      "answerBy": {
        "description": "Without an answer by then it is asked again.",
        "type": "string",
        "format": "date-time"
      },
      "overdue": {
        "description": "Nobody has answered for long: a person in the warehouse has to look.",
        "type": "boolean",
        "default": false
      }
    },
    "required": [
      "ref",
      "attempt",
      "answerBy"
    ]
  },
  RepairFinished: {
    "title": "RepairFinished",
    "description": "The units are repaired and can go back to the customer, or can't be repaired and are ours.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "outcome": {
        "type": "string",
        "enum": [
          "REPAIR_OUTCOME_REPAIRED",
          "REPAIR_OUTCOME_NOT_REPAIRABLE"
        ],
        "x-enum": "RepairOutcome",
        "x-unspecified": "REPAIR_OUTCOME_UNSPECIFIED"
      },
      "lines": {
        "description": "Every unit that was accepted for repair.",
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ReservedLine"
        },
        "minItems": 1,
        "maxItems": 1000,
        "default": []
      },
      "finishedAt": {
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "outcome",
      "lines",
      "finishedAt"
    ]
  },
  RejectedLine: {
    "title": "RejectedLine",
    "type": "object",
    "properties": {
      "caseLineId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "orderLineId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "sku": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "quantity": {
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 2147483647
      },
      "grade": {
        "type": "string",
        "enum": [
          "GRADE_A",
          "GRADE_B",
          "GRADE_C",
          "GRADE_D"
        ],
        "x-enum": "Grade",
        "x-unspecified": "GRADE_UNSPECIFIED"
      }
    },
    "required": [
      "caseLineId",
      "orderLineId",
      "sku",
      "quantity",
      "grade"
    ]
  },
  RejectionSettled: {
    "title": "RejectionSettled",
    "description": "All rejected units of the case, at once and for good: who has them has carried out what was chosen. Money and parcels follow this, and not the choice.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "outcome": {
        "type": "string",
        "enum": [
          "REJECTION_OUTCOME_DEDUCTION",
          "REJECTION_OUTCOME_ACCEPTED",
          "REJECTION_OUTCOME_GOODS_BACK"
        ],
        "x-enum": "RejectionOutcome",
        "x-unspecified": "REJECTION_OUTCOME_UNSPECIFIED"
      },
      "lines": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/RejectedLine"
        },
        "minItems": 1,
        "maxItems": 2000,
        "default": []
      },
      "settledAt": {
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "outcome",
      "lines",
      "settledAt"
    ]
  },
  ParcelGoods: {
    "title": "ParcelGoods",
    "type": "object",
    "properties": {
      "sku": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "quantity": {
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 2147483647
      }
    },
    "required": [
      "sku",
      "quantity"
    ]
  },
  ParcelUnannounced: {
    "title": "ParcelUnannounced",
    "description": "Goods have come that nobody had announced: in quarantine until it is known whose they are.",
    "type": "object",
    "properties": {
      "parcelId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "goods": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ParcelGoods"
        },
        "minItems": 1,
        "maxItems": 100,
        "default": []
      },
      "dueAt": {
        "description": "Then they are nobody's, unless somebody has found out by then.",
        "type": "string",
        "format": "date-time"
      },
      "owner": {
        "description": "The department that answers for it.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      }
    },
    "required": [
      "parcelId",
      "goods",
      "dueAt",
      "owner"
    ]
  },
  ParcelUnclaimed: {
    "title": "ParcelUnclaimed",
    "description": "Nobody has found out in time whose it is: it stays in quarantine as unclaimed goods.",
    "type": "object",
    "properties": {
      "parcelId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      }
    },
    "required": [
      "parcelId"
    ]
  },
  ParcelMatched: {
    "title": "ParcelMatched",
    "description": "Goods that nobody had announced are this case's, as a person has found out, or as was written on them. Logistics answers whether its return still takes them in.",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "parcelId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "trackingNumber": {
        "description": "What the carrier calls it; empty where nobody knows.",
        "type": "string",
        "maxLength": 64,
        "default": ""
      },
      "carrierCode": {
        "type": "string",
        "maxLength": 32,
        "default": ""
      },
      "goods": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ParcelGoods"
        },
        "minItems": 1,
        "maxItems": 100,
        "default": []
      },
      "complete": {
        "description": "With what was matched before, it is all that is expected: nothing more is waited for.",
        "type": "boolean",
        "default": false
      },
      "matchedBy": {
        "description": "A staff id, or `clue`.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "receivedAt": {
        "type": "string",
        "format": "date-time"
      }
    },
    "required": [
      "ref",
      "parcelId",
      "goods",
      "matchedBy",
      "receivedAt"
    ]
  },
  GetArrivalRequest: {
    "title": "GetArrivalRequest",
    "type": "object",
    "properties": {
      "caseId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      }
    },
    "required": [
      "caseId"
    ]
  },
  GetArrivalResponse: {
    "title": "GetArrivalResponse",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "status": {
        "description": "expected, at_dock, receiving, inspected, called_off, written_off.",
        "type": "string",
        "default": ""
      },
      "taskId": {
        "type": "string",
        "default": ""
      },
      "rmaNumber": {
        "type": "string",
        "default": ""
      },
      "trackingNumber": {
        "type": "string",
        "default": ""
      },
      "lines": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/InspectedLine"
        },
        "default": []
      },
      "unannounced": {
        "description": "Parcels that nobody had announced, and whose goods are among those that are inspected.",
        "type": "array",
        "items": {
          "type": "string"
        },
        "default": []
      }
    }
  },
  GetStockRequest: {
    "title": "GetStockRequest",
    "type": "object",
    "properties": {
      "sku": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      }
    },
    "required": [
      "sku"
    ]
  },
  GetStockResponse: {
    "title": "GetStockResponse",
    "type": "object",
    "properties": {
      "sku": {
        "type": "string",
        "default": ""
      },
      "onHand": {
        "description": "Units by condition.",
        "type": "object",
        "additionalProperties": {
          "type": [
            "string",
            "integer"
          ],
          "format": "int64",
          "pattern": "^-?(0|[1-9][0-9]{0,19})$",
          "x-minimum": "-9223372036854775808",
          "x-maximum": "9223372036854775807"
        },
        "default": {}
      },
      "opening": {
        "type": [
          "string",
          "integer"
        ],
        "format": "int64",
        "pattern": "^-?(0|[1-9][0-9]{0,19})$",
        "x-minimum": "-9223372036854775808",
        "x-maximum": "9223372036854775807",
        "default": "0"
      }
    }
  },
  ExceptionView: {
    "title": "ExceptionView",
    "type": "object",
    "properties": {
      "exceptionId": {
        "type": "string",
        "default": ""
      },
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "kind": {
        "type": "string",
        "enum": [
          "EXCEPTION_KIND_UNSPECIFIED",
          "EXCEPTION_KIND_SHORT",
          "EXCEPTION_KIND_EMPTY_BOX",
          "EXCEPTION_KIND_OVER",
          "EXCEPTION_KIND_WRONG_ITEM",
          "EXCEPTION_KIND_DISPUTED",
          "EXCEPTION_KIND_NOT_RECEIVED",
          "EXCEPTION_KIND_NOT_FINISHED"
        ],
        "x-enum": "ExceptionKind",
        "x-unspecified": "EXCEPTION_KIND_UNSPECIFIED",
        "default": "EXCEPTION_KIND_UNSPECIFIED"
      },
      "status": {
        "description": "open, claimed, resolved, cleared_up, defaulted.",
        "type": "string",
        "default": ""
      },
      "lines": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ExceptionLine"
        },
        "default": []
      },
      "openedAt": {
        "type": "string",
        "format": "date-time"
      },
      "dueAt": {
        "type": "string",
        "format": "date-time"
      },
      "byDefault": {
        "type": "string",
        "enum": [
          "EXCEPTION_RESOLUTION_UNSPECIFIED",
          "EXCEPTION_RESOLUTION_CONFIRMED_MISSING",
          "EXCEPTION_RESOLUTION_STAYS_IN_QUARANTINE",
          "EXCEPTION_RESOLUTION_BACK_TO_CUSTOMER",
          "EXCEPTION_RESOLUTION_RESTOCK",
          "EXCEPTION_RESOLUTION_ACCEPTED",
          "EXCEPTION_RESOLUTION_UPHELD",
          "EXCEPTION_RESOLUTION_TURNED_UP",
          "EXCEPTION_RESOLUTION_IS_HERE",
          "EXCEPTION_RESOLUTION_NEVER_CAME",
          "EXCEPTION_RESOLUTION_AS_REPORTED"
        ],
        "x-enum": "ExceptionResolution",
        "x-unspecified": "EXCEPTION_RESOLUTION_UNSPECIFIED",
        "default": "EXCEPTION_RESOLUTION_UNSPECIFIED"
      },
      "claimedBy": {
        "description": "Empty while it is no person's.",
        "type": "string",
        "default": ""
      },
      "resolution": {
        "description": "Unspecified until it is over.",
        "type": "string",
        "enum": [
          "EXCEPTION_RESOLUTION_UNSPECIFIED",
          "EXCEPTION_RESOLUTION_CONFIRMED_MISSING",
          "EXCEPTION_RESOLUTION_STAYS_IN_QUARANTINE",
          "EXCEPTION_RESOLUTION_BACK_TO_CUSTOMER",
          "EXCEPTION_RESOLUTION_RESTOCK",
          "EXCEPTION_RESOLUTION_ACCEPTED",
          "EXCEPTION_RESOLUTION_UPHELD",
          "EXCEPTION_RESOLUTION_TURNED_UP",
          "EXCEPTION_RESOLUTION_IS_HERE",
          "EXCEPTION_RESOLUTION_NEVER_CAME",
          "EXCEPTION_RESOLUTION_AS_REPORTED"
        ],
        "x-enum": "ExceptionResolution",
        "x-unspecified": "EXCEPTION_RESOLUTION_UNSPECIFIED",
        "default": "EXCEPTION_RESOLUTION_UNSPECIFIED"
      },
      "owner": {
        "description": "The department that answers for it.",
        "type": "string",
        "default": ""
      },
      "resolvedBy": {
        "description": "A staff id, `deadline`, or `wms` or `logistics` where a word of theirs has ended it; empty until it is over.",
        "type": "string",
        "default": ""
      },
      "reasonCode": {
        "type": "string",
        "default": ""
      },
      "resolutions": {
        "description": "What it may be resolved with.",
        "type": "array",
        "items": {
          "type": "string",
          "enum": [
            "EXCEPTION_RESOLUTION_UNSPECIFIED",
            "EXCEPTION_RESOLUTION_CONFIRMED_MISSING",
            "EXCEPTION_RESOLUTION_STAYS_IN_QUARANTINE",
            "EXCEPTION_RESOLUTION_BACK_TO_CUSTOMER",
            "EXCEPTION_RESOLUTION_RESTOCK",
            "EXCEPTION_RESOLUTION_ACCEPTED",
            "EXCEPTION_RESOLUTION_UPHELD",
            "EXCEPTION_RESOLUTION_TURNED_UP",
            "EXCEPTION_RESOLUTION_IS_HERE",
            "EXCEPTION_RESOLUTION_NEVER_CAME",
            "EXCEPTION_RESOLUTION_AS_REPORTED"
          ],
          "x-enum": "ExceptionResolution",
          "x-unspecified": "EXCEPTION_RESOLUTION_UNSPECIFIED"
        },
        "default": []
      },
      "tag": {
        "description": "Another one as soon as anything else of this view is.",
        "type": "string"
      }
    }
  },
  ListExceptionsRequest: {
    "title": "ListExceptionsRequest",
    "type": "object",
    "properties": {
      "kind": {
        "description": "Those of one kind; unspecified: of all.",
        "type": "string",
        "enum": [
          "EXCEPTION_KIND_UNSPECIFIED",
          "EXCEPTION_KIND_SHORT",
          "EXCEPTION_KIND_EMPTY_BOX",
          "EXCEPTION_KIND_OVER",
          "EXCEPTION_KIND_WRONG_ITEM",
          "EXCEPTION_KIND_DISPUTED",
          "EXCEPTION_KIND_NOT_RECEIVED",
          "EXCEPTION_KIND_NOT_FINISHED"
        ],
        "x-enum": "ExceptionKind",
        "x-unspecified": "EXCEPTION_KIND_UNSPECIFIED",
        "default": "EXCEPTION_KIND_UNSPECIFIED"
      },
      "dueBy": {
        "description": "Those that are due by then; missing: whenever.",
        "type": "string",
        "format": "date-time"
      },
      "limit": {
        "type": "integer",
        "format": "int32",
        "minimum": 0,
        "maximum": 200,
        "default": 0
      },
      "cursor": {
        "type": "string",
        "maxLength": 200,
        "default": ""
      }
    }
  },
  ListExceptionsResponse: {
    "title": "ListExceptionsResponse",
    "type": "object",
    "properties": {
      "exceptions": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ExceptionView"
        },
        "default": []
      },
      "nextCursor": {
        "description": "Empty on the last page.",
        "type": "string",
        "default": ""
      }
    }
  },
  ClaimExceptionRequest: {
    "title": "ClaimExceptionRequest",
    "type": "object",
    "properties": {
      "exceptionId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 80
      },
      "claimant": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      }
    },
    "required": [
      "exceptionId",
      "claimant"
    ]
  },
  ClaimExceptionResponse: {
    "title": "ClaimExceptionResponse",
    "type": "object",
    "properties": {
      "exception": {
        "$ref": "#/components/schemas/ExceptionView"
      }
    }
  },
  ResolveExceptionRequest: {
    "title": "ResolveExceptionRequest",
    "type": "object",
    "properties": {
      "exceptionId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 80
      },
      "claimant": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "resolution": {
        "type": "string",
        "enum": [
          "EXCEPTION_RESOLUTION_CONFIRMED_MISSING",
          "EXCEPTION_RESOLUTION_STAYS_IN_QUARANTINE",
          "EXCEPTION_RESOLUTION_BACK_TO_CUSTOMER",
          "EXCEPTION_RESOLUTION_RESTOCK",
          "EXCEPTION_RESOLUTION_ACCEPTED",
          "EXCEPTION_RESOLUTION_UPHELD",
          "EXCEPTION_RESOLUTION_TURNED_UP",
          "EXCEPTION_RESOLUTION_IS_HERE",
          "EXCEPTION_RESOLUTION_NEVER_CAME",
          "EXCEPTION_RESOLUTION_AS_REPORTED"
        ],
        "x-enum": "ExceptionResolution",
        "x-unspecified": "EXCEPTION_RESOLUTION_UNSPECIFIED"
      },
      "reasonCode": {
        "description": "In capitals, as NOT_IN_THE_BOX.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64,
        "pattern": "^[A-Z_]+$"
      },
      "seen": {
        "description": "The tag of the view that the caller has decided on; missing: whatever there is.",
        "type": "string",
        "maxLength": 64
      }
    },
    "required": [
      "exceptionId",
      "claimant",
      "resolution",
      "reasonCode"
    ]
  },
  ResolveExceptionResponse: {
    "title": "ResolveExceptionResponse",
    "type": "object",
    "properties": {
      "exception": {
        "$ref": "#/components/schemas/ExceptionView"
      }
    }
  },
  GoodsView: {
    "title": "GoodsView",
    "type": "object",
    "properties": {
      "sku": {
        "type": "string",
        "default": ""
      },
      "quantity": {
        "type": "integer",
        "format": "int32",
        "minimum": -2147483648,
        "maximum": 2147483647,
        "default": 0
      },
      "grade": {
        "type": "string",
        "enum": [
          "GRADE_UNSPECIFIED",
          "GRADE_A",
          "GRADE_B",
          "GRADE_C",
          "GRADE_D"
        ],
        "x-enum": "Grade",
        "x-unspecified": "GRADE_UNSPECIFIED",
        "default": "GRADE_UNSPECIFIED"
      }
    }
  },
  UnannouncedParcelView: {
    "title": "UnannouncedParcelView",
    "type": "object",
    "properties": {
      "parcelId": {
        "type": "string",
        "default": ""
      },
      "status": {
        "description": "open, matching, matched, unclaimed.",
        "type": "string",
        "default": ""
      },
      "owner": {
        "description": "The department that answers for it.",
        "type": "string",
        "default": ""
      },
      "trackingNumber": {
        "type": "string",
        "default": ""
      },
      "carrierCode": {
        "type": "string",
        "default": ""
      },
      "foundInTaskId": {
        "type": "string",
        "default": ""
      },
      "goods": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/GoodsView"
        },
        "default": []
      },
      "caseNumber": {
        "description": "As written on it; empty where nothing is.",
        "type": "string",
        "default": ""
      },
      "orderId": {
        "type": "string",
        "default": ""
      },
      "receivedAt": {
        "type": "string",
        "format": "date-time"
      },
      "openedAt": {
        "type": "string",
        "format": "date-time"
      },
      "dueAt": {
        "description": "Then it stays in quarantine as unclaimed goods.",
        "type": "string",
        "format": "date-time"
      },
      "matched": {
        "description": "The case that it is matched to; missing while it is open.",
        "allOf": [
          {
            "$ref": "#/components/schemas/CaseRef"
          }
        ]
      },
      "matchedBy": {
        "description": "A staff id, or `clue`.",
        "type": "string",
        "default": ""
      },
      "declined": {
        "description": "Why logistics did not take it for a parcel of the case that it was matched to last; empty where it did, or was not asked.",
        "type": "string",
        "default": ""
      }
    }
  },
  ParcelCandidate: {
    "title": "ParcelCandidate",
    "type": "object",
    "properties": {
      "ref": {
        "$ref": "#/components/schemas/CaseRef"
      },
      "sameCaseNumber": {
        "description": "Whether the case number on it is this case's, the order, or the carrier's number.",
        "type": "boolean",
        "default": false
      },
      "sameOrder": {
        "type": "boolean",
        "default": false
      },
      "sameTrackingNumber": {
        "type": "boolean",
        "default": false
      },
      "units": {
        "description": "Units that are expected of SKUs that are in it.",
        "type": "integer",
        "format": "int32",
        "minimum": -2147483648,
        "maximum": 2147483647,
        "default": 0
      }
    }
  },
  ListUnannouncedParcelsRequest: {
    "title": "ListUnannouncedParcelsRequest",
    "type": "object",
    "properties": {
      "limit": {
        "type": "integer",
        "format": "int32",
        "minimum": 0,
        "maximum": 200,
        "default": 0
      },
      "cursor": {
        "type": "string",
        "maxLength": 200,
        "default": ""
      }
    }
  },
  ListUnannouncedParcelsResponse: {
    "title": "ListUnannouncedParcelsResponse",
    "type": "object",
    "properties": {
      "parcels": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/UnannouncedParcelView"
        },
        "default": []
      },
      "nextCursor": {
        "description": "Empty on the last page.",
        "type": "string",
        "default": ""
      }
    }
  },
  GetUnannouncedParcelRequest: {
    "title": "GetUnannouncedParcelRequest",
    "type": "object",
    "properties": {
      "parcelId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      }
    },
    "required": [
      "parcelId"
    ]
  },
  GetUnannouncedParcelResponse: {
    "title": "GetUnannouncedParcelResponse",
    "type": "object",
    "properties": {
      "parcel": {
        "$ref": "#/components/schemas/UnannouncedParcelView"
      },
      "candidates": {
        "description": "Of cases whose goods have not come yet, the likeliest at the top.",
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/ParcelCandidate"
        },
        "default": []
      }
    }
  },
  MatchUnannouncedParcelRequest: {
    "title": "MatchUnannouncedParcelRequest",
    "type": "object",
    "properties": {
      "parcelId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      },
      "caseId": {
        "type": "string",
        "minLength": 1,
        "maxLength": 60
      },
      "matchedBy": {
        "description": "Staff id.",
        "type": "string",
        "minLength": 1,
        "maxLength": 64
      }
    },
    "required": [
      "parcelId",
      "caseId",
      "matchedBy"
    ]
  },
  MatchUnannouncedParcelResponse: {
    "title": "MatchUnannouncedParcelResponse",
    "type": "object",
    "properties": {
      "parcel": {
        "$ref": "#/components/schemas/UnannouncedParcelView"
      }
    }
  },
  TakeEventRequest: {
    "title": "TakeEventRequest",
    "type": "object",
    "properties": {
      "system": {
        "type": "string",
        "minLength": 1,
        "maxLength": 32
      },
      "webhookId": {
        "description": "The headers webhook-id, webhook-timestamp and webhook-signature, as they came.",
        "type": "string",
        "maxLength": 256,
        "default": ""
      },
      "webhookTimestamp": {
        "type": "string",
        "maxLength": 32,
        "default": ""
      },
      "webhookSignature": {
        "type": "string",
        "maxLength": 4096,
        "default": ""
      },
      "body": {
        "description": "As it came: what was signed.",
        "type": "string",
        "maxLength": 1000000,
        "default": ""
      }
    },
    "required": [
      "system"
    ]
  },
  TakeEventResponse: {
    "title": "TakeEventResponse",
    "type": "object",
    "properties": {
      "source": {
        "type": "string",
        "default": ""
      },
      "id": {
        "type": "string",
        "default": ""
      }
    }
  },
};
