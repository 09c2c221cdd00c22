/** Replies that blame a field of the request. Values are made up. */
import type { ReplyCase } from './case.ts';

export const FIELD_ERRORS: readonly ReplyCase[] = [
  {
    title: 'a list whose only item is the error',
    status: 400,
    body: {
      errors: [
        {
          category: 'INVALID_REQUEST_ERROR',
          code: 'MISSING_REQUIRED_PARAMETER',
          detail: 'Missing required parameter.',
          field: 'amount',
        },
      ],
    },
    code: 'MISSING_REQUIRED_PARAMETER',
    permanence: 'permanent',
    said: 'Missing required parameter.',
    param: 'amount',
  },
  {
    title: 'a code word, words, and details by field',
    status: 422,
    body: {
      error: 'RecordInvalid',
      description: 'Record validation errors',
      details: { email: [{ description: 'Email: a@b.example is already being used', error: 'DuplicateValue' }] },
    },
    code: 'RecordInvalid',
    permanence: 'permanent',
    said: 'Record validation errors',
    param: 'email',
  },
  {
    title: 'validation errors below a sentence',
    status: 400,
    body: {
      description: 'Validation failed',
      errors: [{ field: 'email', message: 'It should be a valid email address.', code: 'invalid_value' }],
    },
    code: undefined,
    permanence: 'permanent',
    said: 'Validation failed',
    param: 'email',
  },
  {
    title: 'field errors of a changeset',
    status: 422,
    body: { errors: { email: ['has already been taken'] } },
    code: undefined,
    permanence: 'permanent',
    said: 'has already been taken',
    param: 'email',
  },
  {
    title: 'a model state',
    status: 400,
    body: { Message: 'The request is invalid.', ModelState: { 'user.Email': ['The Email field is required.'] } },
    code: undefined,
    permanence: 'permanent',
    said: 'The request is invalid.',
    param: 'user.Email',
  },
  {
    title: 'names with a prefix',
    status: 422,
    type: 'application/ld+json',
    body: {
      '@type': 'ConstraintViolationList',
      'hydra:title': 'An error occurred',
      'hydra:description': 'name: This value should not be blank.',
      violations: [
        {
          propertyPath: 'name',
          message: 'This value should not be blank.',
          code: 'c1051bb4-d103-4f74-8988-acbcafc7fdc3',
        },
      ],
    },
    code: undefined,
    permanence: 'permanent',
    said: 'name: This value should not be blank.',
    param: 'name',
  },
  {
    title: 'field errors below data',
    status: 400,
    body: {
      code: 400,
      message: 'Failed to create record.',
      data: { email: { code: 'validation_invalid_email', message: 'Must be a valid email address.' } },
    },
    code: undefined,
    permanence: 'permanent',
    said: 'Failed to create record.',
    param: 'email',
  },
  {
    title: 'an API error code',
    status: 404,
    body: {
      message: 'Plan not found',
      type: 'invalid_request',
      api_error_code: 'resource_not_found',
      param: 'plan_id',
      http_status_code: 404,
    },
    code: 'resource_not_found',
    permanence: 'permanent',
    param: 'plan_id',
  },
  {
    title: 'a field in meta and a trace of the service',
    status: 422,
    body: {
      errors: [
        {
          message: 'is invalid',
          long_message: 'Email address must be valid.',
          code: 'form_param_format_invalid',
          meta: { param_name: 'email_address' },
        },
      ],
      service_trace_id: 'tr-9',
    },
    code: 'form_param_format_invalid',
    permanence: 'permanent',
    param: 'email_address',
    requestId: 'tr-9',
  },
  {
    title: 'a shipping API',
    status: 422,
    body: {
      error: {
        code: 'ADDRESS.VERIFY.FAILURE',
        message: 'Unable to verify address.',
        errors: [
          { code: 'E.HOUSE_NUMBER.INVALID', field: 'street1', message: 'House number is invalid', suggestion: null },
        ],
      },
    },
    code: 'ADDRESS.VERIFY.FAILURE',
    permanence: 'permanent',
    param: 'street1',
  },
  {
    title: 'a helpdesk',
    status: 400,
    body: {
      errorCode: 'INVALID_DATA',
      message: 'The data is invalid due to validation restrictions',
      errors: [{ fieldName: '/email', errorType: 'invalid', errorMessage: 'bad' }],
    },
    code: 'INVALID_DATA',
    permanence: 'permanent',
    param: '/email',
  },
  {
    title: 'a telephony API',
    status: 400,
    body: {
      errors: [
        {
          code: '10015',
          title: 'Bad Request',
          detail: 'The phone number is invalid.',
          meta: { url: 'https://tel.example.com/docs/10015' },
          source: { pointer: '/to' },
        },
      ],
    },
    code: '10015',
    permanence: 'permanent',
    param: '/to',
    said: 'The phone number is invalid.',
    link: 'https://tel.example.com/docs/10015',
  },
  {
    title: 'a travel API',
    status: 400,
    body: {
      errors: [
        {
          status: 400,
          code: 477,
          title: 'INVALID FORMAT',
          detail: 'invalid query parameter format',
          source: { parameter: 'airline', example: 'BA' },
        },
      ],
    },
    code: '477',
    permanence: 'permanent',
    said: 'invalid query parameter format',
    param: 'airline',
  },
  {
    title: 'fields that have names of messages',
    status: 400,
    body: { errorMessages: [], errors: { summary: 'You must specify a summary of the issue.' } },
    code: undefined,
    permanence: 'permanent',
    said: 'You must specify a summary',
    param: 'summary',
  },
  {
    title: 'errors of fields below data',
    status: 400,
    body: {
      code: 400,
      message: 'Failed to create record.',
      data: { title: { code: 'validation_required', message: 'Missing required value.' } },
    },
    code: undefined,
    permanence: 'permanent',
    param: 'title',
  },
  {
    title: 'a list of what would have been right, which is no field',
    status: 400,
    body: {
      code: 400,
      reason: 'Bad Request',
      message: 'Unknown colour.',
      detail: { allowedColours: ['red', 'green', 'blue'] },
    },
    code: undefined,
    said: 'Unknown colour.',
    param: null,
  },
  {
    title: 'a field whose name only begins like such a list',
    status: 400,
    body: { message: 'Refused.', errors: { available_slots: ['must not be empty'] } },
    code: undefined,
    param: 'available_slots',
  },
  {
    title: 'fields as the keys of a validation',
    status: 400,
    body: {
      statusCode: 400,
      message: 'Invalid request payload input',
      validation: { source: 'payload', keys: ['ducks.0.age', 'pond'] },
    },
    code: undefined,
    param: 'ducks.0.age',
  },
  {
    title: 'fields in a context',
    status: 422,
    body: {
      message: 'Refused.',
      context: {
        fields: [
          { field: 'email', reason: 'taken' },
          { field: 'age', reason: 'low' },
        ],
      },
    },
    code: undefined,
    param: 'age',
  },
  {
    title: 'a map of fields beside the message',
    status: 422,
    body: { message: 'Refused.', fields: { email: 'is taken' } },
    code: undefined,
    param: 'email',
  },
];
