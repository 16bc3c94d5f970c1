/**
 * The test tables of Go's `distribution/reference`: inputs and outcomes only.
 *
 * Source: https://github.com/distribution/reference, commit 0965666a6ade2e06035fe352e38344be1e68951a, files
 * `reference_test.go` and `normalize_test.go`, Apache-2.0. Where Go's test only asks for some error, the code here is
 * the one that Go's error stands for.
 *
 * @module
 */

import type { ErrorCode } from "../../src/errors.ts";

/** What reading a string gives: its parts, where what is left out is absent, or an error. */
export interface ParseRow {
  readonly title?: string;
  readonly input: string;
  readonly error?: ErrorCode;
  readonly name?: string;
  readonly domain?: string;
  readonly path?: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** Parts put together. */
export interface CombineRow {
  readonly name: string;
  readonly tag?: string;
  readonly digest?: string;
  readonly combined: string;
}

/** A string and what it is written back as. */
export interface RewriteRow {
  readonly title?: string;
  readonly input: string;
  readonly expected: string;
  readonly bareDigest?: boolean;
}

/** The ways to write a repository, which all read the same. */
export interface RepositoryRow {
  readonly familiar: string;
  readonly name: string;
  readonly ambiguous?: string;
  readonly domain: string;
  readonly path: string;
}

/** A pattern and whether it matches. */
export interface MatchRow {
  readonly reference: string;
  readonly pattern: string;
  readonly expected: boolean;
}

/** Cases of Go's `TestReferenceParse`. */
export const REFERENCE_PARSE: readonly ParseRow[] = [
  { input: "test_com", name: "test_com" },
  { input: "test.com:tag", name: "test.com", tag: "tag" },
  { input: "test.com:5000", name: "test.com", tag: "5000" },
  { input: "test.com/repo:tag", domain: "test.com", name: "test.com/repo", tag: "tag" },
  { input: "test:5000/repo", domain: "test:5000", name: "test:5000/repo" },
  { input: "test:5000/repo:tag", domain: "test:5000", name: "test:5000/repo", tag: "tag" },
  {
    input: "test:5000/repo@sha256:ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    domain: "test:5000",
    name: "test:5000/repo",
    digest: "sha256:ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
  },
  {
    input: "test:5000/repo:tag@sha256:ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    domain: "test:5000",
    name: "test:5000/repo",
    tag: "tag",
    digest: "sha256:ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
  },
  { input: "test:5000/repo", domain: "test:5000", name: "test:5000/repo" },
  { input: "", error: "reference_name_empty" },
  { input: ":justtag", error: "reference_invalid_format" },
  {
    input: "@sha256:ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    error: "reference_invalid_format",
  },
  { input: "repo@sha256:ffffffffffffffffffffffffffffffffff", error: "reference_digest_length" },
  {
    input: "validname@invaliddigest:ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    error: "reference_digest_unsupported",
  },
  // Go refuses this one unless the program imports crypto/sha512, which its test does not.
  {
    input:
      "validname@sha512:ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    name: "validname",
    digest:
      "sha512:ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
  },
  { input: "Uppercase:tag", error: "reference_name_uppercase" },
  { input: "test:5000/Uppercase/lowercase:tag", error: "reference_name_uppercase" },
  { input: "lowercase:Uppercase", name: "lowercase", tag: "Uppercase" },
  { input: "domain/" + "a".repeat(256) + ":tag", error: "reference_name_too_long" },
  {
    input: "a/".repeat(127) + "a:tag-puts-this-over-max",
    domain: "a",
    name: "a/".repeat(127) + "a",
    tag: "tag-puts-this-over-max",
  },
  { input: "aa/asdf$$^/aa", error: "reference_invalid_format" },
  { input: "sub-dom1.foo.com/bar/baz/quux", domain: "sub-dom1.foo.com", name: "sub-dom1.foo.com/bar/baz/quux" },
  {
    input: "sub-dom1.foo.com/bar/baz/quux:some-long-tag",
    domain: "sub-dom1.foo.com",
    name: "sub-dom1.foo.com/bar/baz/quux",
    tag: "some-long-tag",
  },
  {
    input: "b.gcr.io/test.example.com/my-app:test.example.com",
    domain: "b.gcr.io",
    name: "b.gcr.io/test.example.com/my-app",
    tag: "test.example.com",
  },
  { input: "xn--n3h.com/myimage:xn--n3h.com", domain: "xn--n3h.com", name: "xn--n3h.com/myimage", tag: "xn--n3h.com" },
  {
    input: "xn--7o8h.com/myimage:xn--7o8h.com@sha256:ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    domain: "xn--7o8h.com",
    name: "xn--7o8h.com/myimage",
    tag: "xn--7o8h.com",
    digest: "sha256:ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
  },
  { input: "foo_bar.com:8080", name: "foo_bar.com", tag: "8080" },
  { input: "foo/foo_bar.com:8080", domain: "foo", name: "foo/foo_bar.com", tag: "8080" },
  { input: "192.168.1.1", name: "192.168.1.1" },
  { input: "192.168.1.1:tag", name: "192.168.1.1", tag: "tag" },
  { input: "192.168.1.1:5000", name: "192.168.1.1", tag: "5000" },
  { input: "192.168.1.1/repo", domain: "192.168.1.1", name: "192.168.1.1/repo" },
  { input: "192.168.1.1:5000/repo", domain: "192.168.1.1:5000", name: "192.168.1.1:5000/repo" },
  { input: "192.168.1.1:5000/repo:5050", domain: "192.168.1.1:5000", name: "192.168.1.1:5000/repo", tag: "5050" },
  { input: "[2001:db8::1]", error: "reference_invalid_format" },
  { input: "[2001:db8::1]:5000", error: "reference_invalid_format" },
  { input: "[2001:db8::1]:tag", error: "reference_invalid_format" },
  { input: "[2001:db8::1]/repo", domain: "[2001:db8::1]", name: "[2001:db8::1]/repo" },
  {
    input: "[2001:db8:1:2:3:4:5:6]/repo:tag",
    domain: "[2001:db8:1:2:3:4:5:6]",
    name: "[2001:db8:1:2:3:4:5:6]/repo",
    tag: "tag",
  },
  { input: "[2001:db8::1]:5000/repo", domain: "[2001:db8::1]:5000", name: "[2001:db8::1]:5000/repo" },
  { input: "[2001:db8::1]:5000/repo:tag", domain: "[2001:db8::1]:5000", name: "[2001:db8::1]:5000/repo", tag: "tag" },
  {
    input: "[2001:db8::1]:5000/repo@sha256:ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    domain: "[2001:db8::1]:5000",
    name: "[2001:db8::1]:5000/repo",
    digest: "sha256:ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
  },
  {
    input: "[2001:db8::1]:5000/repo:tag@sha256:ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    domain: "[2001:db8::1]:5000",
    name: "[2001:db8::1]:5000/repo",
    tag: "tag",
    digest: "sha256:ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
  },
  { input: "[2001:db8::]:5000/repo", domain: "[2001:db8::]:5000", name: "[2001:db8::]:5000/repo" },
  { input: "[::1]:5000/repo", domain: "[::1]:5000", name: "[::1]:5000/repo" },
  { input: "[fe80::1%eth0]:5000/repo", error: "reference_invalid_format" },
  { input: "[fe80::1%@invalidzone]:5000/repo", error: "reference_invalid_format" },
  {
    input: "example.com/" + "a".repeat(255) + ":tag",
    domain: "example.com",
    name: "example.com/" + "a".repeat(255),
    tag: "tag",
  },
];

/** Cases of Go's `TestWithNameFailure`. */
export const WITH_NAME_FAILURE: readonly ParseRow[] = [
  { input: "", error: "reference_invalid_format" },
  { input: ":justtag", error: "reference_invalid_format" },
  {
    input: "@sha256:ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    error: "reference_invalid_format",
  },
  {
    input: "validname@invaliddigest:ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    error: "reference_invalid_format",
  },
  { input: "example.com/repo:tag", error: "reference_invalid_format" },
  { input: "example.com/" + "a".repeat(256), error: "reference_name_too_long" },
  { input: "aa/asdf$$^/aa", error: "reference_invalid_format" },
];

/** Cases of Go's `TestDomainAndPath`. */
export const DOMAIN_AND_PATH: readonly ParseRow[] = [
  { input: "test.com/foo", domain: "test.com", path: "foo" },
  { input: "test_com/foo", path: "test_com/foo" },
  { input: "test:8080/foo", domain: "test:8080", path: "foo" },
  { input: "test.com:8080/foo", domain: "test.com:8080", path: "foo" },
  { input: "test-com:8080/foo", domain: "test-com:8080", path: "foo" },
  { input: "xn--n3h.com:18080/foo", domain: "xn--n3h.com:18080", path: "foo" },
];

/** Cases of Go's `TestSerialization`. */
export const SERIALIZATION: readonly ParseRow[] = [
  { title: "empty value", input: "", error: "reference_name_empty" },
  { title: "just a name", input: "example.com:8000/named", name: "example.com:8000/named" },
  { title: "name with a tag", input: "example.com:8000/named:tagged", name: "example.com:8000/named", tag: "tagged" },
  {
    title: "name with digest",
    input: "other.com/named@sha256:1234567890098765432112345667890098765432112345667890098765432112",
    name: "other.com/named",
    digest: "sha256:1234567890098765432112345667890098765432112345667890098765432112",
  },
];

/** Cases of Go's `TestWithTag`. */
export const WITH_TAG: readonly CombineRow[] = [
  { name: "test.com/foo", tag: "tag", combined: "test.com/foo:tag" },
  { name: "foo", tag: "tag2", combined: "foo:tag2" },
  { name: "test.com:8000/foo", tag: "tag4", combined: "test.com:8000/foo:tag4" },
  { name: "test.com:8000/foo", tag: "TAG5", combined: "test.com:8000/foo:TAG5" },
  {
    name: "test.com:8000/foo",
    digest: "sha256:1234567890098765432112345667890098765",
    tag: "TAG5",
    combined: "test.com:8000/foo:TAG5@sha256:1234567890098765432112345667890098765",
  },
];

/** Cases of Go's `TestWithDigest`. */
export const WITH_DIGEST: readonly CombineRow[] = [
  {
    name: "test.com/foo",
    digest: "sha256:1234567890098765432112345667890098765",
    combined: "test.com/foo@sha256:1234567890098765432112345667890098765",
  },
  {
    name: "foo",
    digest: "sha256:1234567890098765432112345667890098765",
    combined: "foo@sha256:1234567890098765432112345667890098765",
  },
  {
    name: "test.com:8000/foo",
    digest: "sha256:1234567890098765432112345667890098765",
    combined: "test.com:8000/foo@sha256:1234567890098765432112345667890098765",
  },
  {
    name: "test.com:8000/foo",
    digest: "sha256:1234567890098765432112345667890098765",
    tag: "latest",
    combined: "test.com:8000/foo:latest@sha256:1234567890098765432112345667890098765",
  },
];

/** Cases of Go's `TestParseNamed`. */
export const PARSE_NAMED: readonly ParseRow[] = [
  { input: "test.com/foo", domain: "test.com", path: "foo" },
  { input: "test:8080/foo", domain: "test:8080", path: "foo" },
  { input: "test_com/foo", error: "reference_name_not_canonical" },
  { input: "test.com", error: "reference_name_not_canonical" },
  { input: "foo", error: "reference_name_not_canonical" },
  { input: "library/foo", error: "reference_name_not_canonical" },
  { input: "docker.io/library/foo", domain: "docker.io", path: "library/foo" },
  { input: "docker.io/foo", error: "reference_name_not_canonical" },
];

/** The valid cases of Go's `TestValidateReferenceName`. */
export const VALID_REFERENCE_NAMES: readonly string[] = [
  "docker/docker",
  "library/debian",
  "debian",
  "localhost/library/debian",
  "localhost/debian",
  "LOCALDOMAIN/library/debian",
  "LOCALDOMAIN/debian",
  "docker.io/docker/docker",
  "docker.io/library/debian",
  "docker.io/debian",
  "index.docker.io/docker/docker",
  "index.docker.io/library/debian",
  "index.docker.io/debian",
  "127.0.0.1:5000/docker/docker",
  "127.0.0.1:5000/library/debian",
  "127.0.0.1:5000/debian",
  "192.168.0.1",
  "192.168.0.1:80",
  "192.168.0.1:8/debian",
  "192.168.0.2:25000/debian",
  "thisisthesongthatneverendsitgoesonandonandonthisisthesongthatnev",
  "[fc00::1]:5000/docker",
  "[fc00::1]:5000/docker/docker",
  "[fc00:1:2:3:4:5:6:7]:5000/library/debian",
  "docker.io/1a3f5e7d9c1b3a5f7e9d1c3b5a7f9e1d3c5b7a9f1e3d5d7c9b1a3f5e7d9c1b3a",
  "Docker/docker",
  "DOCKER/docker",
];

/** The invalid cases of Go's `TestValidateReferenceName`. */
export const INVALID_REFERENCE_NAMES: readonly ParseRow[] = [
  { input: "https://github.com/docker/docker", error: "reference_invalid_format" },
  { input: "docker/Docker", error: "reference_name_uppercase" },
  { input: "-docker", error: "reference_invalid_format" },
  { input: "-docker/docker", error: "reference_invalid_format" },
  { input: "-docker.io/docker/docker", error: "reference_invalid_format" },
  { input: "docker///docker", error: "reference_invalid_format" },
  { input: "docker.io/docker/Docker", error: "reference_name_uppercase" },
  { input: "docker.io/docker///docker", error: "reference_invalid_format" },
  { input: "[fc00::1]", error: "reference_invalid_format" },
  { input: "[fc00::1]:5000", error: "reference_invalid_format" },
  { input: "fc00::1:5000/debian", error: "reference_invalid_format" },
  { input: "[fe80::1%eth0]:5000/debian", error: "reference_invalid_format" },
  { input: "[2001:db8:3:4::192.0.2.33]:5000/debian", error: "reference_invalid_format" },
  { input: "1a3f5e7d9c1b3a5f7e9d1c3b5a7f9e1d3c5b7a9f1e3d5d7c9b1a3f5e7d9c1b3a", error: "reference_invalid_format" },
];

/** The valid cases of Go's `TestValidateRemoteName`. */
export const VALID_REMOTE_NAMES: readonly string[] = [
  "docker/docker",
  "thisisthesongthatneverendsitgoesonandonandonthisisthesongthatnev",
  "docker-rules/docker",
  "docker---rules/docker",
  "doc/docker",
  "d/docker",
  "jess/t",
  "dock__er/docker",
];

/** The invalid cases of Go's `TestValidateRemoteName`. */
export const INVALID_REMOTE_NAMES: readonly ParseRow[] = [
  { input: "docker/Docker", error: "reference_name_uppercase" },
  { input: "docker///docker", error: "reference_invalid_format" },
  { input: "1a3f5e7d9c1b3a5f7e9d1c3b5a7f9e1d3c5b7a9f1e3d5d7c9b1a3f5e7d9c1b3a", error: "reference_invalid_format" },
  { input: "-docker/docker", error: "reference_invalid_format" },
  { input: "docker-/docker", error: "reference_invalid_format" },
  { input: "-docker-/docker", error: "reference_invalid_format" },
  { input: "____/____", error: "reference_invalid_format" },
  { input: "_docker/_docker", error: "reference_invalid_format" },
  { input: "dock..er/docker", error: "reference_invalid_format" },
  { input: "dock_.er/docker", error: "reference_invalid_format" },
  { input: "dock-.er/docker", error: "reference_invalid_format" },
  { input: "docker/", error: "reference_invalid_format" },
  {
    input:
      "this_is_not_a_valid_namespace_because_its_lenth_is_greater_than_255_this_is_not_a_valid_namespace_because_its_lenth_is_greater_than_255_this_is_not_a_valid_namespace_because_its_lenth_is_greater_than_255_this_is_not_a_valid_namespace_because_its_lenth_is_greater_than_255/docker",
    error: "reference_name_too_long",
  },
];

/** Cases of Go's `TestParseRepositoryInfo`. */
export const REPOSITORY_INFO: readonly RepositoryRow[] = [
  {
    path: "fooo",
    familiar: "localhost/fooo",
    name: "localhost/fooo",
    ambiguous: "localhost/fooo",
    domain: "localhost",
  },
  {
    path: "fooo/bar",
    familiar: "localhost/fooo/bar",
    name: "localhost/fooo/bar",
    ambiguous: "localhost/fooo/bar",
    domain: "localhost",
  },
  {
    path: "fooo",
    familiar: "LOCALDOMAIN/fooo",
    name: "LOCALDOMAIN/fooo",
    ambiguous: "LOCALDOMAIN/fooo",
    domain: "LOCALDOMAIN",
  },
  {
    path: "fooo/bar",
    familiar: "LOCALDOMAIN/fooo/bar",
    name: "LOCALDOMAIN/fooo/bar",
    ambiguous: "LOCALDOMAIN/fooo/bar",
    domain: "LOCALDOMAIN",
  },
  {
    path: "fooo/bar",
    familiar: "fooo/bar",
    name: "docker.io/fooo/bar",
    ambiguous: "index.docker.io/fooo/bar",
    domain: "docker.io",
  },
  {
    path: "library/ubuntu",
    familiar: "ubuntu",
    name: "docker.io/library/ubuntu",
    ambiguous: "library/ubuntu",
    domain: "docker.io",
  },
  {
    path: "nonlibrary/ubuntu",
    familiar: "nonlibrary/ubuntu",
    name: "docker.io/nonlibrary/ubuntu",
    domain: "docker.io",
  },
  { path: "other/library", familiar: "other/library", name: "docker.io/other/library", domain: "docker.io" },
  {
    path: "private/moonbase",
    familiar: "127.0.0.1:8000/private/moonbase",
    name: "127.0.0.1:8000/private/moonbase",
    domain: "127.0.0.1:8000",
  },
  {
    path: "privatebase",
    familiar: "127.0.0.1:8000/privatebase",
    name: "127.0.0.1:8000/privatebase",
    domain: "127.0.0.1:8000",
  },
  {
    path: "private/moonbase",
    familiar: "example.com/private/moonbase",
    name: "example.com/private/moonbase",
    domain: "example.com",
  },
  { path: "privatebase", familiar: "example.com/privatebase", name: "example.com/privatebase", domain: "example.com" },
  {
    path: "private/moonbase",
    familiar: "example.com:8000/private/moonbase",
    name: "example.com:8000/private/moonbase",
    domain: "example.com:8000",
  },
  {
    path: "privatebasee",
    familiar: "example.com:8000/privatebasee",
    name: "example.com:8000/privatebasee",
    domain: "example.com:8000",
  },
  {
    path: "library/ubuntu-12.04-base",
    familiar: "ubuntu-12.04-base",
    name: "docker.io/library/ubuntu-12.04-base",
    ambiguous: "index.docker.io/library/ubuntu-12.04-base",
    domain: "docker.io",
  },
  {
    path: "library/foo",
    familiar: "foo",
    name: "docker.io/library/foo",
    ambiguous: "docker.io/foo",
    domain: "docker.io",
  },
  { path: "library/foo/bar", familiar: "library/foo/bar", name: "docker.io/library/foo/bar", domain: "docker.io" },
  { path: "store/foo/bar", familiar: "store/foo/bar", name: "docker.io/store/foo/bar", domain: "docker.io" },
  { path: "bar", familiar: "Foo/bar", name: "Foo/bar", domain: "Foo" },
  { path: "bar", familiar: "FOO/bar", name: "FOO/bar", domain: "FOO" },
];

/** Cases of Go's `TestParseAnyReference`. */
export const ANY_REFERENCE: readonly RewriteRow[] = [
  { input: "redis", expected: "docker.io/library/redis" },
  { input: "redis:latest", expected: "docker.io/library/redis:latest" },
  { input: "docker.io/library/redis:latest", expected: "docker.io/library/redis:latest" },
  {
    input: "redis@sha256:dbcc1c35ac38df41fd2f5e4130b32ffdb93ebae8b3dbe638c23575912276fc9c",
    expected: "docker.io/library/redis@sha256:dbcc1c35ac38df41fd2f5e4130b32ffdb93ebae8b3dbe638c23575912276fc9c",
  },
  {
    input: "docker.io/library/redis@sha256:dbcc1c35ac38df41fd2f5e4130b32ffdb93ebae8b3dbe638c23575912276fc9c",
    expected: "docker.io/library/redis@sha256:dbcc1c35ac38df41fd2f5e4130b32ffdb93ebae8b3dbe638c23575912276fc9c",
  },
  { input: "dmcgowan/myapp", expected: "docker.io/dmcgowan/myapp" },
  { input: "dmcgowan/myapp:latest", expected: "docker.io/dmcgowan/myapp:latest" },
  { input: "docker.io/mcgowan/myapp:latest", expected: "docker.io/mcgowan/myapp:latest" },
  {
    input: "dmcgowan/myapp@sha256:dbcc1c35ac38df41fd2f5e4130b32ffdb93ebae8b3dbe638c23575912276fc9c",
    expected: "docker.io/dmcgowan/myapp@sha256:dbcc1c35ac38df41fd2f5e4130b32ffdb93ebae8b3dbe638c23575912276fc9c",
  },
  {
    input: "docker.io/dmcgowan/myapp@sha256:dbcc1c35ac38df41fd2f5e4130b32ffdb93ebae8b3dbe638c23575912276fc9c",
    expected: "docker.io/dmcgowan/myapp@sha256:dbcc1c35ac38df41fd2f5e4130b32ffdb93ebae8b3dbe638c23575912276fc9c",
  },
  {
    input: "dbcc1c35ac38df41fd2f5e4130b32ffdb93ebae8b3dbe638c23575912276fc9c",
    bareDigest: true,
    expected: "sha256:dbcc1c35ac38df41fd2f5e4130b32ffdb93ebae8b3dbe638c23575912276fc9c",
  },
  {
    input: "sha256:dbcc1c35ac38df41fd2f5e4130b32ffdb93ebae8b3dbe638c23575912276fc9c",
    bareDigest: true,
    expected: "sha256:dbcc1c35ac38df41fd2f5e4130b32ffdb93ebae8b3dbe638c23575912276fc9c",
  },
  {
    input: "dbcc1c35ac38df41fd2f5e4130b32ffdb93ebae8b3dbe638c23575912276fc9",
    expected: "docker.io/library/dbcc1c35ac38df41fd2f5e4130b32ffdb93ebae8b3dbe638c23575912276fc9",
  },
  { input: "dbcc1", expected: "docker.io/library/dbcc1" },
];

/** Cases of Go's `TestNormalizedSplitHostname`. */
export const NORMALIZED_SPLIT: readonly ParseRow[] = [
  { input: "test.com/foo", domain: "test.com", path: "foo" },
  { input: "test_com/foo", domain: "docker.io", path: "test_com/foo" },
  { input: "docker/migrator", domain: "docker.io", path: "docker/migrator" },
  { input: "test.com:8080/foo", domain: "test.com:8080", path: "foo" },
  { input: "test-com:8080/foo", domain: "test-com:8080", path: "foo" },
  { input: "foo", domain: "docker.io", path: "library/foo" },
  { input: "xn--n3h.com/foo", domain: "xn--n3h.com", path: "foo" },
  { input: "xn--n3h.com:18080/foo", domain: "xn--n3h.com:18080", path: "foo" },
  { input: "docker.io/foo", domain: "docker.io", path: "library/foo" },
  { input: "docker.io/library/foo", domain: "docker.io", path: "library/foo" },
  { input: "docker.io/library/foo/bar", domain: "docker.io", path: "library/foo/bar" },
];

/** Cases of Go's `TestMatch`. */
export const MATCH: readonly MatchRow[] = [
  { reference: "foo", pattern: "foo/**/ba[rz]", expected: false },
  { reference: "foo/any/bat", pattern: "foo/**/ba[rz]", expected: false },
  { reference: "foo/a/bar", pattern: "foo/**/ba[rz]", expected: true },
  { reference: "foo/b/baz", pattern: "foo/**/ba[rz]", expected: true },
  { reference: "foo/c/baz:tag", pattern: "foo/**/ba[rz]", expected: true },
  { reference: "foo/c/baz:tag", pattern: "foo/*/baz:tag", expected: true },
  { reference: "foo/c/baz:tag", pattern: "foo/c/baz:tag", expected: true },
  { reference: "example.com/foo/c/baz:tag", pattern: "*/foo/c/baz", expected: true },
  { reference: "example.com/foo/c/baz:tag", pattern: "example.com/foo/c/baz", expected: true },
];

/** Cases of Go's `TestParseDockerRef`. */
export const DOCKER_REF: readonly RewriteRow[] = [
  { title: "nothing", input: "busybox", expected: "docker.io/library/busybox:latest" },
  { title: "tag only", input: "busybox:latest", expected: "docker.io/library/busybox:latest" },
  {
    title: "digest only",
    input: "busybox@sha256:e6693c20186f837fc393390135d8a598a96a833917917789d63766cab6c59582",
    expected: "docker.io/library/busybox@sha256:e6693c20186f837fc393390135d8a598a96a833917917789d63766cab6c59582",
  },
  { title: "path only", input: "library/busybox", expected: "docker.io/library/busybox:latest" },
  { title: "hostname only", input: "docker.io/busybox", expected: "docker.io/library/busybox:latest" },
  { title: "no tag", input: "docker.io/library/busybox", expected: "docker.io/library/busybox:latest" },
  { title: "no path", input: "docker.io/busybox:latest", expected: "docker.io/library/busybox:latest" },
  { title: "no hostname", input: "library/busybox:latest", expected: "docker.io/library/busybox:latest" },
  {
    title: "full reference with tag",
    input: "docker.io/library/busybox:latest",
    expected: "docker.io/library/busybox:latest",
  },
  { title: "gcr reference without tag", input: "gcr.io/library/busybox", expected: "gcr.io/library/busybox:latest" },
  {
    title: "both tag and digest",
    input: "gcr.io/library/busybox:latest@sha256:e6693c20186f837fc393390135d8a598a96a833917917789d63766cab6c59582",
    expected: "gcr.io/library/busybox@sha256:e6693c20186f837fc393390135d8a598a96a833917917789d63766cab6c59582",
  },
];

/** The case of Go's `TestParseReferenceWithTagAndDigest`: a reference in its short and its canonical form. */
export const TAG_AND_DIGEST: RewriteRow = {
  input: "busybox:latest@sha256:86e0e091d0da6bde2456dbb48306f3956bbeb2eae1b5b9a43045843f69fe4aaa",
  expected: "docker.io/library/busybox:latest@sha256:86e0e091d0da6bde2456dbb48306f3956bbeb2eae1b5b9a43045843f69fe4aaa",
};

/** Cases of Go's `TestInvalidReferenceComponents`: a name, and a tag and a digest to add to a valid name. */
export const INVALID_COMPONENTS = { name: "-foo", validName: "busybox", tag: "-foo", digest: "foo" } as const;

/** Cases of Go's `TestMatchError`. */
export const BAD_PATTERN = { reference: "foo", pattern: "[-x]" } as const;
