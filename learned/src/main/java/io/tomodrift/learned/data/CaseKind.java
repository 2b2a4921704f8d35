package io.tomodrift.learned.data;

/** Where the anatomy of a case comes from; tables keep the two apart. */
public enum CaseKind {
  /** A patient. */
  REAL,
  /** A body that does not exist. */
  PHANTOM
}
