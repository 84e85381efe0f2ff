import type { Problem } from './field-rules.ts'

/** Why a server refuses a request. */
export type Fault =
  | { readonly kind: 'key-missing' }
  | { readonly kind: 'key-wrong' }
  | { readonly kind: 'header'; readonly name: string }
  | { readonly kind: 'not-json' }
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'model'; readonly model: string }
  | { readonly kind: 'field'; readonly problem: Problem }

export type FaultAnswer = { readonly status: number; readonly body: unknown }

/** How a provider spells its refusals. */
export type FaultStyle = (fault: Fault) => FaultAnswer

function sentence(problem: Problem): string {
  if (problem.kind !== 'media') return `${problem.path} ${problem.detail}`
  return `${problem.path}: cannot read the image (${problem.detail})`
}

/** What all servers say alike. */
function describe(fault: Fault): string {
  switch (fault.kind) {
    case 'key-missing':
      return 'No API key was sent'
    case 'key-wrong':
      return 'Invalid API Key'
    case 'header':
      return `The request header ${fault.name} is not allowed`
    case 'not-json':
      return 'The body is not JSON'
    case 'path':
      return `Invalid URL (POST ${fault.path})`
    case 'model':
      return `The model \`${fault.model}\` does not exist.`
    case 'field':
      return sentence(fault.problem)
  }
}

function statusOf(fault: Fault): number {
  if (fault.kind === 'key-missing' || fault.kind === 'key-wrong') return 401
  return fault.kind === 'model' || fault.kind === 'path' ? 404 : 400
}

/** https://docs.z.ai/api-reference/api-code: the code is a string and says more than the status. */
function zhipuCode(fault: Fault): readonly [status: number, code: string, message: string] {
  switch (fault.kind) {
    case 'key-missing':
      return [
        401,
        '1001',
        'Authentication parameter not received in Header, unable to authenticate',
      ]
    case 'key-wrong':
      return [401, '1000', 'Authentication Failed']
    case 'model':
      return [400, '1211', 'Unknown Model, please check the model code.']
    case 'path':
      return [404, '1222', `API ${fault.path} does not exist`]
    case 'header':
    case 'not-json':
      return [400, '1210', describe(fault)]
    case 'field':
      break
  }
  const { problem } = fault
  if (problem.kind === 'media') return [400, '1210', '图片输入格式/解析错误']
  if (problem.kind === 'missing') return [400, '1213', `${problem.path} was not received normally`]
  return problem.kind === 'unknown'
    ? [400, '1210', `Invalid API parameter: ${sentence(problem)}`]
    : [400, '1214', `Invalid parameter: ${sentence(problem)}`]
}

export const zhipuFaults: FaultStyle = (fault) => {
  const [status, code, message] = zhipuCode(fault)
  return { status, body: { error: { code, message } } }
}

const messagesTypes: Readonly<Record<number, string>> = {
  401: 'authentication_error',
  404: 'not_found_error',
}

/** The messages wire of Z.ai and BigModel: the business code inside the words as well. */
export const zhipuMessagesFaults: FaultStyle = (fault) => {
  const [status, code, words] = zhipuCode(fault)
  const type = messagesTypes[status] ?? 'invalid_request_error'
  const message = `[${code}][${words}][request-1]`
  return {
    status,
    body: { type: 'error', error: { type, code, message }, request_id: 'request-1' },
  }
}

/** The messages wire of everybody else. */
export const messagesFaults: FaultStyle = (fault) => {
  const status = statusOf(fault)
  const type = messagesTypes[status] ?? 'invalid_request_error'
  const message = fault.kind === 'model' ? `model: ${fault.model}` : describe(fault)
  return { status, body: { type: 'error', error: { type, message }, request_id: 'request-1' } }
}

/** `{error: {message, type, param, code}}` */
export const openAiFaults: FaultStyle = (fault) => {
  const code: Readonly<Partial<Record<Fault['kind'], string>>> = {
    'key-missing': 'invalid_api_key',
    'key-wrong': 'invalid_api_key',
    model: 'model_not_found',
  }
  const error = {
    message: describe(fault),
    type: 'invalid_request_error',
    param: fault.kind === 'field' ? fault.problem.path : null,
    code: code[fault.kind] ?? null,
  }
  return { status: statusOf(fault), body: { error } }
}

export const novitaFaults: FaultStyle = (fault) => {
  const reasons: Readonly<Partial<Record<Fault['kind'], string>>> = {
    'key-missing': 'FAILED_TO_AUTH',
    'key-wrong': 'FAILED_TO_AUTH',
    model: 'MODEL_NOT_FOUND',
  }
  const status = statusOf(fault)
  const reason = reasons[fault.kind] ?? 'INVALID_REQUEST_BODY'
  return { status, body: { code: status, reason, message: describe(fault), metadata: {} } }
}

/** openrouter.ai/docs/api-reference/errors: the code is a number. */
export const openRouterFaults: FaultStyle = (fault) => {
  const status = fault.kind === 'model' ? 400 : statusOf(fault)
  const message =
    fault.kind === 'model' ? `${fault.model} is not a valid model ID` : describe(fault)
  return { status, body: { error: { code: status, message }, user_id: 'user-1' } }
}

/** Flat, and for keys no object at all. */
export const siliconFlowFaults: FaultStyle = (fault) => {
  switch (fault.kind) {
    case 'key-missing':
    case 'key-wrong':
      return { status: 401, body: 'Invalid token' }
    case 'model': {
      const message = 'Model does not exist. Please check it carefully.'
      return { status: 400, body: { code: 20012, message, data: null } }
    }
    case 'path':
      return { status: 404, body: '404 page not found' }
    case 'header':
    case 'not-json':
    case 'field':
      return { status: 400, body: { code: 20015, message: describe(fault), data: null } }
  }
}

/** `errors`, not `error`, as its own users report it. */
export const modelScopeFaults: FaultStyle = (fault) => {
  const isKey = fault.kind === 'key-missing' || fault.kind === 'key-wrong'
  const status = fault.kind === 'model' ? 400 : statusOf(fault)
  const words = fault.kind === 'model' ? `Invalid model id: ${fault.model}` : describe(fault)
  const message = isKey
    ? 'Authentication failed, please make sure that a valid ModelScope token is supplied.'
    : words
  return { status, body: { errors: { message, request_id: 'request-1' } } }
}

export const vllmFaults: FaultStyle = (fault) => {
  const status = statusOf(fault)
  if (status === 401) return { status, body: { error: 'Unauthorized' } }
  const type = status === 404 ? 'NotFoundError' : 'BadRequestError'
  const param = fault.kind === 'field' ? fault.problem.path : null
  return { status, body: { error: { message: describe(fault), type, param, code: status } } }
}

/** The flat form of FastAPI servers. */
export const sglangFaults: FaultStyle = (fault) => {
  const status = statusOf(fault)
  if (status === 401) return { status, body: { error: 'Unauthorized' } }
  const type = status === 404 ? 'NotFoundError' : 'BadRequestError'
  const message = describe(fault)
  return { status, body: { object: 'error', message, type, param: null, code: status } }
}

/** Seen at a real server: the code is the status, as a number. */
export const llamaCppFaults: FaultStyle = (fault) => {
  const status = statusOf(fault)
  const types: Readonly<Record<number, string>> = {
    401: 'authentication_error',
    404: 'not_found_error',
  }
  const isPicture = fault.kind === 'field' && fault.problem.kind === 'media'
  const message = isPicture ? 'Failed to load image or audio file' : describe(fault)
  const type = types[status] ?? 'invalid_request_error'
  return { status, body: { error: { message, type, code: status } } }
}

function ollamaWords(fault: Fault): string {
  if (fault.kind === 'model') return `model "${fault.model}" not found, try pulling it first`
  if (fault.kind !== 'field') return describe(fault)
  const { problem } = fault
  if (problem.kind !== 'media') {
    return problem.path.endsWith('.type') ? 'invalid message format' : sentence(problem)
  }
  return problem.detail === 'remote'
    ? 'image URLs are not currently supported, please use base64 encoded data instead'
    : 'invalid image input'
}

export const ollamaFaults: FaultStyle = (fault) => {
  const status = statusOf(fault)
  const type = status === 404 ? 'not_found_error' : 'invalid_request_error'
  return { status, body: { error: { message: ollamaWords(fault), type, param: null, code: null } } }
}

/** Ollama's own wire: the error is a string. */
export const ollamaNativeFaults: FaultStyle = (fault) => {
  const isPicture = fault.kind === 'field' && fault.problem.kind === 'media'
  const error = isPicture ? 'illegal base64 data at input byte 4' : ollamaWords(fault)
  return { status: statusOf(fault), body: { error } }
}

/** FastAPI's own form; what the server does not know is 422. */
export const transformersFaults: FaultStyle = (fault) => {
  const isField = fault.kind === 'field' && fault.problem.kind !== 'media'
  const detail =
    isField && fault.problem.kind === 'unknown'
      ? `Unexpected fields in the request: {'${fault.problem.path}'}`
      : describe(fault)
  return { status: isField ? 422 : statusOf(fault), body: { detail } }
}
