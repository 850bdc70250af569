import prettier from 'eslint-config-prettier'
import vue from 'eslint-plugin-vue'
import globals from 'globals'
import typescript from 'typescript-eslint'

export default typescript.config(
  { ignores: ['**/dist/', '**/node_modules/', 'packages/api/src/schema.d.ts'] },
  ...typescript.configs.strict,
  ...typescript.configs.stylistic,
  ...vue.configs['flat/recommended'],
  {
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: typescript.parser, extraFileExtensions: ['.vue'] },
    },
    rules: {
      complexity: ['error', 8],
      'max-lines': ['error', { max: 300, skipBlankLines: true }],
      'no-console': 'error',
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/define-macros-order': 'error',
      'vue/multi-word-component-names': 'error',
      // Every sentence stands in a catalogue, so that no screen is half translated.
      'vue/no-bare-strings-in-template': ['error', { allowlist: ['/', '·', '–', '→', '：', '%', '(', ')'] }],
      'vue/no-undef-components': ['error', { ignorePatterns: ['^El[A-Z]', '^Van[A-Z]', '^Router'] }],
      // The catalogues are the only place with markup-free text; HTML strings would open a door for injection.
      'vue/no-v-html': 'error',
    },
  },
  {
    // Run in Chromium 90, which lacks what came later and cannot be told by a compiler.
    files: ['apps/{field,portal}/src/**', 'packages/{api,offline,rules}/src/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'CallExpression[callee.property.name=/^(at|findLast|findLastIndex|toSorted|toReversed|toSpliced|hasOwn|randomUUID|groupBy|withResolvers|fromAsync)$/]',
          message: 'Chromium 90 has no such method.',
        },
        {
          selector: 'CallExpression[callee.name="structuredClone"]',
          message: 'Chromium 90 has no structuredClone.',
        },
      ],
    },
  },
  prettier,
)
