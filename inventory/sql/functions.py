"""Families of functions by what they do to the data: mask it, choose by it, or carry it from another row."""

from sqlglot import exp

from inventory.sql.steps import COUNTED, MASKED, OPEN

MASKING = frozenset({
    "aead_encrypt", "aes_encrypt", "anonymize", "binary_checksum",
    "bindigest", "checksum", "cityhash64", "crypt", "des_encrypt",
    "deterministic_encrypt", "digest", "encrypt", "encrypt_raw", "encryptbykey", "encryptbypassphrase",
    "farm_fingerprint", "farmhash64", "fingerprint", "fnv_hash", "hash", "hashamp", "hashbytes", "hashrow",
    "hmac", "keccak256", "mask", "mask_email", "mask_first_n", "mask_hash", "mask_inner", "mask_last_n",
    "mask_outer", "mask_pan", "mask_show_first_n", "mask_show_last_n", "md5", "md5_binary", "md5_digest",
    "md5_hex", "md5_number_lower64", "md5_number_upper64", "metrohash64", "minhash", "murmur3hash",
    "murmur_hash3_32", "murmurhash3_64", "ora_hash", "password", "pgp_pub_encrypt", "pgp_sym_encrypt",
    "pseudonymize", "redact", "ripemd160", "sha", "sha1", "sha1_binary", "sha1_digest", "sha1_hex",
    "sha2", "sha224", "sha256", "sha2_binary", "sha2_digest", "sha2_hex", "sha384", "sha512", "siphash64", "sm3",
    "spooky_hash_v2_32", "spooky_hash_v2_64", "standard_hash", "tokenize", "xxh3", "xxhash32", "xxhash64",
})  # fmt: skip
"""What can't be undone without a key or a guess."""

COUNTING = frozenset({
    "approx_count_distinct", "approx_distinct", "bit_length", "byte_length", "char_length", "character_length", "count",
    "count_big", "count_distinct", "count_if", "countif", "datalength", "hll", "len", "length", "lengthb", "lengthutf8",
    "octet_length", "regr_count", "uniq", "uniqexact",
})  # fmt: skip
"""What says only how many there are, or how long one is; OpenLineage's Spark integration calls counts masking, too."""

MASKING_CLASSES: tuple[type[exp.Expr], ...] = (
    exp.CityHash64,
    exp.Encrypt,
    exp.EncryptRaw,
    exp.FarmFingerprint,
    exp.MD5,
    exp.MD5Digest,
    exp.MD5NumberLower64,
    exp.MD5NumberUpper64,
    exp.SHA,
    exp.SHA1Digest,
    exp.SHA2,
    exp.SHA2Digest,
    exp.StandardHash,
)
"""Those that sqlglot knows under many names."""

VALUE_OF_ANOTHER_ROW: tuple[type[exp.Expr], ...] = (
    exp.Lag,
    exp.Lead,
    exp.FirstValue,
    exp.LastValue,
    exp.NthValue,
    exp.First,
    exp.Last,
)
"""sqlglot counts them among aggregates; they hand a value on unchanged."""


def masking_of(node: exp.Expr) -> int:
    """How much a call leaves of what goes into it: OPEN, MASKED or COUNTED."""
    if isinstance(node, (exp.Anonymous, exp.AnonymousAggFunc)):
        return _masking_named(node.name.lower())
    kind = node.__class__
    if kind not in _MASKING_OF:
        _MASKING_OF[kind] = _masking_of_kind(kind)
    return _MASKING_OF[kind]


_MASKING_OF: dict[type, int] = {}


def _masking_of_kind(kind: type[exp.Expr]) -> int:
    if issubclass(kind, MASKING_CLASSES):
        return MASKED
    if issubclass(kind, exp.Func):
        return max(_masking_named(name.lower()) for name in kind.sql_names())
    return OPEN


def _masking_named(name: str) -> int:
    return COUNTED if name in COUNTING else MASKED if name in MASKING else OPEN
