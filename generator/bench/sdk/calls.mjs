// One call of each SDK, as a program: what is imported and bundled.

const program = (setup, call) => ({ setup, call });

/** Programs that make one call, by name. */
export const calls = {
  'Halyard’s SDK, one function': program(
    "import { HalyardCore } from '@halyard-ai/sdk/client-core';\nimport { modelsRetrieve } from '@halyard-ai/sdk/operations/models';",
    "const client = new HalyardCore({ apiKey: 'key' });\nmodelsRetrieve(client, 'm1').then((model) => console.log(model));",
  ),
  'Halyard’s SDK, one function that can stream': program(
    "import { HalyardCore } from '@halyard-ai/sdk/client-core';\nimport { chatCompletionsCreate } from '@halyard-ai/sdk/operations/chat/completions';",
    "const client = new HalyardCore({ apiKey: 'key' });\nchatCompletionsCreate(client, { model: 'm1', messages: [] }).then((completion) => console.log(completion));",
  ),
  'Halyard’s SDK, the client': program(
    "import Halyard from '@halyard-ai/sdk';",
    "const client = new Halyard({ apiKey: 'key' });\nclient.models.retrieve('m1').then((model) => console.log(model));",
  ),
  'hey-api’s client, one function': program(
    "import { client } from './hey-api/client.gen.ts';\nimport { retrieveModel } from './hey-api/sdk.gen.ts';",
    "client.setConfig({ auth: 'key' });\nretrieveModel({ path: { model: 'm1' } }).then(({ data }) => console.log(data));",
  ),
  openai: program("import OpenAI from 'openai';", "new OpenAI({ apiKey: 'key' }).models.retrieve('m1').then((model) => console.log(model));"),
  '@anthropic-ai/sdk': program("import Anthropic from '@anthropic-ai/sdk';", "new Anthropic({ apiKey: 'key' }).models.retrieve('m1').then((model) => console.log(model));"),
  stripe: program("import Stripe from 'stripe';", "new Stripe('key').products.retrieve('m1').then((product) => console.log(product));"),
};
