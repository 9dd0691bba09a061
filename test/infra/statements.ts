import type { Template } from 'aws-cdk-lib/assertions'
import * as z from 'zod/mini'

const Statement = z.object({
  Sid: z.optional(z.string()),
  Effect: z.string(),
  Action: z.union([z.string(), z.array(z.string())]),
  Resource: z.optional(z.unknown()),
  NotResource: z.optional(z.unknown()),
  Condition: z.optional(z.record(z.string(), z.record(z.string(), z.unknown()))),
})

const Policy = z.object({
  Properties: z.object({
    PolicyDocument: z.object({ Statement: z.array(Statement) }),
    Roles: z.array(z.object({ Ref: z.string() })),
  }),
})

/** `MessagingOutboxQueueA1B2C3D4` without the hash that the CDK puts behind it. */
const plain = (logicalId: string): string => logicalId.replace(/[0-9A-F]{8}$/, '')

/** A value of a template in readable form: references by name, parts joined. */
export const said = (value: unknown): string => {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(said).join(', ')
  if (typeof value !== 'object' || value === null) return String(value)
  const [[kind, inner] = ['', undefined]] = Object.entries(value)
  switch (kind) {
    case 'Ref':
      return said(inner).startsWith('AWS::') ? `<${said(inner).slice(5)}>` : plain(said(inner))
    case 'Fn::Sub':
      return said(inner).replaceAll(/\$\{AWS::(\w+)\}/g, '<$1>')
    case 'Fn::GetAtt':
      return Array.isArray(inner) ? plain(said(inner[0])) : said(inner)
    case 'Fn::ImportValue':
    case 'Fn::GetStackOutput':
      return JSON.stringify(inner)
        .replace(/^.*(?:Exports|Publish)Output(?:FnGetAtt|Ref)/, '')
        .replace(/[0-9A-F]{8}.*$/, '')
    case 'Fn::Join':
      return Array.isArray(inner) && Array.isArray(inner[1]) ? inner[1].map(said).join('') : said(inner)
    default:
      return JSON.stringify(value)
  }
}

const listed = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).map(said).sort()

const conditions = (of: Readonly<Record<string, Readonly<Record<string, unknown>>>>): string[] =>
  Object.entries(of).flatMap(([operator, tests]) =>
    Object.entries(tests).map(([key, value]) => `${key} ${operator} ${listed(value).join(' | ')}`),
  )

/** Every statement of every role, in words, by the role's name. */
export const statementsByRole = (template: Template): Map<string, string[]> => {
  const byRole = new Map<string, string[]>()
  for (const resource of Object.values(template.findResources('AWS::IAM::Policy'))) {
    const { PolicyDocument, Roles } = Policy.parse(resource).Properties
    for (const { Sid, Effect, Action, Resource, NotResource, Condition } of PolicyDocument.Statement) {
      const what = listed(Action).join(', ')
      const where =
        Resource === undefined ? `all but ${listed(NotResource).join(', ')}` : listed(Resource).join(', ')
      const when = Condition === undefined ? '' : ` if ${conditions(Condition).join(' and ')}`
      const words = `${Sid === undefined ? '' : `${Sid}: `}${Effect} ${what} on ${where}${when}`
      for (const { Ref } of Roles) byRole.set(plain(Ref), [...(byRole.get(plain(Ref)) ?? []), words])
    }
  }
  return byRole
}
