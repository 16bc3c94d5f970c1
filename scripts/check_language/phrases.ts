/** The phrases that this project does not use, each with what to write instead. */

/** A phrase and its replacement. */
export interface Phrase {
  /** Matches the phrase in prose: comments, strings and Markdown, without code. */
  readonly pattern: RegExp;
  /** The words to use, or a hint at them. */
  readonly write: string;
  /** Where the rule applies. Everything: one of the kinds of prose in `prose.ts`. */
  readonly only?: "docstring" | "string";
  /** Files that the rule is for; the default is all files. */
  readonly files?: RegExp;
}

/** Sentences start here: at the beginning of the prose, or after the end of another sentence. */
const START = String.raw`(?<=^|[.!?:;] |\n)`;

/** What is published. */
const PUBLISHED = /^(?:mod|v2)\.ts$|^(?:src|plugins)\//;

/** The table. Keep a pattern narrow: a false alarm costs more than a phrase that a reviewer has to find. */
export const PHRASES: readonly Phrase[] = [
  // People that a program does not have
  { pattern: /\b(?:no one|nobody)\b/i, write: `say what is wrong: 'unknown key "…"', "could not determine whether …"` },
  { pattern: /\b(?:is|are|was|were|be|been|but|not|being) told\b/i, write: "is reported, is listed" },
  { pattern: /\btells? (?:of|about)\b/i, write: "reports" },
  { pattern: /\b(?:can|cannot|could|to) (?:be told|tell)\b/i, write: "can be determined, can be recognized" },
  { pattern: /\bhears? (?:when|of|about|that)\b/i, write: "observes, is notified of" },
  { pattern: /\bgets? to know\b|\blearns? of\b/i, write: "receives, is notified of" },
  { pattern: /\basks? for leave\b|\blets? (?:no|nobody|one)\b/i, write: "requires permission; denied access" },
  { pattern: /\bwho you are to it\b/i, write: "how to authenticate" },
  { pattern: /\b(?:does|do|did) not want\b|\bwants? (?:no|none)\b/i, write: "limits, rejects, does not accept" },

  // "No" and "none" where English has "not"
  {
    pattern:
      /(?<!\bthere )\b(?:is|are|was|were) no (?!longer\b|more\b|less\b|fewer\b|faster\b|slower\b|later\b|earlier\b)/i,
    write: '"is not a …", "is not …"',
  },
  { pattern: /(?<!\bthere )(?<!\bIf )\b(?:is|are|was|were) none\b/i, write: '"is not one", "is not a …"' },
  {
    pattern: /\bthat there (?:is|are|was|were) not\b|\bthat does not exist here\b/i,
    write: '"unknown …", "missing …"',
  },
  { pattern: /\bis of a kind that\b/i, write: 'unknown kind "…"' },
  { pattern: /\bthere (?:need not|may) be (?:one|none|some)\b/i, write: '"if it exists", "optional"' },
  { pattern: /\bhas no place\b|\bhave no place\b/i, write: "unexpected content" },
  { pattern: /\bends before its end\b/i, write: "is truncated" },
  { pattern: /\bis in no section\b/i, write: "key outside of any [section]" },
  { pattern: /\bcan be pushed nowhere\b|\bfrom nowhere\b/i, write: '"has no registry to push to", "has no source"' },
  { pattern: /\bleads? to nothing\b|\bcomes? to nothing\b/i, write: '"is broken" (links), "has no effect"' },

  // Literal translations
  { pattern: /\bcounts? for nothing\b|\bcounted for nothing\b/i, write: "is ignored" },
  { pattern: /\bpass(?:es|ed|ing)? over\b/i, write: "ignores, skips, is ignored" },
  { pattern: /\bweighs?\b|\bweighed\b/i, write: "takes precedence over" },
  { pattern: /\b(?:goes|go|going|went) before\b/i, write: "takes precedence over, precedes" },
  { pattern: /\btak(?:en?|ing|es) off\b/i, write: "stripped, removed" },
  { pattern: /\btaken (?:for|to be)\b/i, write: "treated as, mistaken for, assumed to be" },
  {
    pattern: /\btak(?:e|es|ing|en) (?:all|it|them|everything|what\b.{0,40}) as (?:it|they) (?:is|are)\b/i,
    write: "accepts any …; keeps … unchanged",
  },
  { pattern: /\bas (?:it is|they are) given\b/i, write: "unchanged, verbatim" },
  { pattern: /\b(?:nothing|something) else is said\b|\bis said\b(?! to)/i, write: "by default, unless set" },
  { pattern: /\bworth knowing\b/i, write: "issues" },
  { pattern: /\bleav(?:e|es|ing) an? (?:issue|entry|remark)\b/i, write: "adds an issue" },
  { pattern: /\b(?:does|do|did|doing|done|to be done) without\b/i, write: "does not use, does not need, is disabled" },
  { pattern: /\bsuch that\b/i, write: "so that; or split the sentence" },
  { pattern: /\bthe very (?:text|bytes|same|value|string)\b/i, write: "exactly, the exact …" },
  { pattern: /\bto be had\b|\bcan(?:not)? be had\b/i, write: "is (not) available" },
  { pattern: /\bfor ever\b/i, write: "forever, indefinitely" },
  { pattern: /\bwhite space\b/i, write: "whitespace" },
  { pattern: /\bin a circle\b|\bcircles? of\b|\bwithout circles?\b|\ba circle\b/i, write: "cycle, circular reference" },
  { pattern: /\b(?:for|to|only|by|of|from) who(?:ever)? (?=\w+s\b)/i, write: "callers that …, programs that …" },
  { pattern: /\bgo(?:es)? on (?:without|with)\b/i, write: "continues" },
  { pattern: /\bsays? of\b|\bthere is to (?:say|know)\b|\bmust be said\b/i, write: "reports about, describes" },
  { pattern: /\bwhat .{1,40} makes of\b/i, write: "the result of … for …" },
  { pattern: /\bby chance\b/i, write: "random, by accident" },
  { pattern: /\botherwise than\b/i, write: "differently from" },
  { pattern: /\b(?:is|are) there twice\b/i, write: "occurs twice" },
  {
    pattern: /\b(?:is|are|was|were) not there\b|\bthat (?:is|are) there\b/i,
    write: "does not exist, is missing; that exists",
  },
  { pattern: /\bfor want of\b/i, write: "without, because … is missing" },
  { pattern: /\bas if nothing\b|\bin vain\b/i, write: "say what happens" },
  { pattern: /\bin the corners\b|\btheir corners\b/i, write: "in edge cases" },
  { pattern: /\bis .{1,40} meant\?/i, write: "did you mean …?" },
  { pattern: /\bwhat (?:is|are|was) (?:meant|to be)\b/i, write: "name the thing" },
  { pattern: /\bof what is for people\b|\bwhat is for people\b/i, write: "of human-readable output" },
  { pattern: /\bnearest (?:row|field) of its kind\b/i, write: "closest match" },
  {
    pattern:
      /\b(?:lest|nought|naught|aught|whence|hither|thither|thereof|whereof|wherein|whereby|whosoever|herewith|therewith|hitherto)\b/i,
    write: "modern English",
  },

  // The glossary: one word for each thing
  { pattern: /\ba text\b(?! (?:file|editor|field|node))|\btexts\b|\bfields? of text\b/i, write: "a string, strings" },
  { pattern: /\b(?:is|are|be|as|not|no) texts?\b(?! (?:of|that|in|file))/i, write: "a string, strings" },
  { pattern: /\bfolders?\b/i, write: "directory, directories" },
  { pattern: /\brows?\b/i, write: "definition (of a setting), field" },
  { pattern: /\bfaults?\b/i, write: "problem, error" },
  { pattern: /\bremarks?\b/i, write: "issue" },
  {
    pattern: /\b(?:hides?|hid|hidden) (?:by|the|another|a|an|it|them|those|that|what|other|files?)\b/i,
    write: "shadows, is shadowed (settings, files); redacts (secrets)",
  },
  {
    pattern: /(?<!\b(?:in|takes?|took|first|decimal|of|into|its|their|no) )\bplaces?\b(?!holder| of)/i,
    write: "origin (of a value), position (in a text), search path (of files), directory",
  },
  {
    pattern: /\b(?:the )?other version(?:'s)?\b|\bboth versions?\b|\bthis version's own\b|\beach version\b/i,
    write: '"flytekit", "flyte 2", "the other product"',
    files: /^(?:src\/(?:settings|sections|flytekit\/config|flyte2\/config)|docs)\//,
  },
  {
    pattern: /\btransports?\b/i,
    write: "serialized context",
    files: /^(?:src\/flytekit\/context\/|docs\/contexts\.md|README\.md)/,
  },

  // Beginnings of docstrings, in what is published
  {
    pattern: new RegExp(String.raw`^(?:What|How|Who|Which|Where)\b`),
    write: 'a noun phrase or a verb in the third person: "Information about …", "Options of …", "Returns …"',
    only: "docstring",
    files: PUBLISHED,
  },
  {
    pattern: new RegExp(
      `${START}The same (?:with|but|as|for|of|in|configuration|settings|image|reference|specification|section|value|,)`,
    ),
    write: '"Returns a copy of … with …"',
    only: "docstring",
    files: PUBLISHED,
  },
  {
    pattern: /^(?:Takes|Gives|Tells|Says|Has|Makes|Looks|Holds)\b/,
    write: '"Accepts …", "Returns …", "Reports …", "Creates …", "Reads …", "Contains …"',
    only: "docstring",
    files: PUBLISHED,
  },
  { pattern: /^See `/, write: "one sentence that says what it is", only: "docstring", files: PUBLISHED },
];
