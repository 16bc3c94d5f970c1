/**
 * Examples of texts with contexts.
 *
 * @module
 */

/** What flytekit wrote for a task of an example project. */
const TASK = "H4sIAAAAAAAC/71TXU/bMBT9KyjPI7GTJk2R9sAAMbEOGNtgH5oif9ykXhM72E61gvjvs50C7TRpPK0PlX3Pvedc33tyH4mO" +
  "NFAxJWvRRAd79xGHmgytrQIQIpJ0/vCIRK/2ovpW+gjTcd2uLcRKN0k4PR2WIiRa4lmjfp3FGO/jGBdxhj3ARQPGOkwObfvg" +
  "AkHPuMD3/6T4LGN6opdbIs3CyQj1B7+RhC1N8pS8EVplcR7/Q8BqIiTol0pspY8innBbIDILkubFwawuC45KXJYTNuVFPiNp" +
  "DYQglueEI5yTjNaTGtOUIlqmKeM45wXDOUU1QgSV0cMPP/peq5/AAvFWG+FJqnOtjKtYQav6DmSY8gq0ESogWY3ZjEwhpymf" +
  "lAViGKb1DBGa8TxlxaTEgLiL+DKQq2Cp+cVpNT+5Ppl7ghR56Obw/PhNdXl1cXZy9CkMbZBCNpFv8NGTGowaNAs2uY803A5u" +
  "HuOF9YMvCovooAvnU+FvTUA2I4R+AR1o0lbGKj06/NGBrejELlv6zLapfxmZZ2uE77dXYdvCLgYaM9X9deFepV/bhZKVkBZ0" +
  "r8H9+8JE9TZZuaklVMhkzMmCjTaOr1ZC24G0LqXSStmdopBIjK0MaEFacUes25m7WesmO74UJKEtcHe2eoAwa+PQMZOL0EU8" +
  "uttYLegQgFaxkBG8mB0kSbfeN9k+HdgS7I6Xt3yT5B/TL0dXby/mX48nl6ffsg/vzj5f3xxOz9+/Dr/ENzvlE0wRS8Gbm2R5" +
  "bImOm7vgg3H7zw9dqA4SJnYE4Rfp+hbcV7Txz28A9v+i5AQAAA==";

/** Images of several registries, and a variable that looks secret. */
const POD_CONTEXT = "H4sIAAAAAAAC/81TTW/TQBD9K5XPXTt2Qim9IRSiqqGRqgIHhKxlPXGW7Ff3w6Gt+O/MrGMRBOIKB1u7b2bem307+1xIzXto" +
  "hTVb2RdXZ89FB1ueVGxzICOGa1pMkeL8rNg+GELqZr54cfHy8tWsbspu70sQ+CUmwETPFatLrvmTNfwQSmF1pVWFuDTS9MQS" +
  "OUkWzay5YHXNmhmBnewhRMRNUuo7ArmRgMCnf93K/6Pfu3SiDclbB+yAyQvWWbEHX7p9X3YwVFxoYCg2ujhqsmP5UVSkjtfN" +
  "3wWdsjGcSLrHuLPmhGRe1g0LSurfeT7TLTpvv4IgrNh6nrqcZjV2k+m87ZKIcqQcwAdaYmBY1ISAGfIorjerdr38sFyPZlHo" +
  "3frtevOxvb97/ebm+nbVvr+7puAuRheuKvR5q+yhJBtK+Ma1U/CnqvvNzfKW6oyNjDMPeGXR7sEU1Pz0JjwEm7zI0/hceHhI" +
  "eMxxI9BS6onINWhaX64k7foxMp7D7UADzkMbovXjA5vmHL2TmWwCekmKzh6h88n1VpoI3nnAPzFX1sVqQIuqL9JUY84835V6" +
  "jLBHlkH6mLjClNZbG38pyok8xDaAl1zJJ07XgLsYcTbDT/Hx6BNBbvIHZPKJvj8EAAA=";

const [BEFORE, AFTER] = [
  "H4sIAAAAAAAC/62Qz04EIQyHX2XD2UiMN28ejA+gN2NIZTpslaEslEnWje8uZTP+ue9lQr9f56P0ZGiBgM5zmimYu93JTDhD" +
  "i+JGMEiCRQ9bYq52Zj4kJWHvyzWxBb+ghZw1ElCPWW+0mChglV6nFuNXB8NaO3i5qPeCslcdMxd+R6/MzAXaNNp4ARrGnk7N" +
  "C3FSvmKpevzxYVrH3p6e7x8fFHNCo9ZttQUrt+LHHvTOHgVSnPmX5KPsOTlKgiUX7F9VWc5i136DfaNkzz2347HxKPjRLSsV" +
  "aRB7iyvM8u+n0QhVXMVCEOkT9BG9EqEU/oxznm8TjL18A43KO/4rAgAA",
  "H4sIAAAAAAAC/62Qz04EIQyHX2XD2UiiN28ejA+gN2NIZTpslaEIZcy68d2lbMY/971M6PfrfJQeDS0Q0HlOMwVzszuaCWdo" +
  "UdwIBkmw6GFLzMXOzO9JSdj7cklswS9oIWeNBNRj1istJgpYpdepxfjVwbDWDp7O6j2j7FnHzIVf0Sszc4E2jTZegIaxp1Pz" +
  "QpyUr1iqHn98mNaxt4fH2/s7xfLBRq3bagtWbsWPPeidPQqkOPMvyQfZc3KUBEsu2L+qspzFrv0G+0LJnnqux2PjQfCtW1Yq" +
  "0iD2FleY5d9PoxGquIqFINIn6CN6JUIp/BnnNN8mGHv5BuDcSU4rAgAA",
];

const POD = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "a9x4k2v7-n0-0", namespace: "fraud-production" },
  spec: {
    containers: [{
      name: "primary",
      env: [{ name: "FLYTE_INTERNAL_DOMAIN", value: "production" }, { name: "_F_SS_C", value: POD_CONTEXT }],
    }],
  },
};

/** The examples by the labels of their buttons. */
export const EXAMPLES: Readonly<Record<string, string>> = {
  "a task's value": TASK,
  "a pod": JSON.stringify(POD, null, 2),
  "a log with two contexts": `first attempt\n_F_SS_C=${BEFORE}\nsecond attempt\n_F_SS_C=${AFTER}\n`,
};
