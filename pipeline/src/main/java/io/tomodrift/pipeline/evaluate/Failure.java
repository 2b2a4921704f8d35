package io.tomodrift.pipeline.evaluate;

/**
 * A case in which a method has no result, or none that counts.
 *
 * @param method name of the method
 * @param caseName name of the case
 * @param kind what is wrong
 * @param text the same in a sentence
 */
public record Failure(String method, String caseName, Kind kind, String text) {

  /** What is wrong. */
  public enum Kind {
    /** The method has no image of the case. */
    MISSING,
    /** The method has an image of a case that the reference lacks. */
    NO_REFERENCE,
    /** A tissue class is found in one of the two images only: its distance is infinite. */
    EMPTY_CLASS
  }

  static Failure missing(String method, String caseName) {
    return new Failure(
        method, caseName, Kind.MISSING, "%s has no image of case %s".formatted(method, caseName));
  }

  static Failure noReference(String method, String caseName) {
    return new Failure(
        method,
        caseName,
        Kind.NO_REFERENCE,
        "%s has case %s, the reference has not".formatted(method, caseName));
  }

  static Failure emptyClass(String method, String caseName, Tissue tissue, boolean inReference) {
    String found = inReference ? "the reference" : method;
    String absent = inReference ? method : "the reference";
    return new Failure(
        method,
        caseName,
        Kind.EMPTY_CLASS,
        "%s, case %s: %s is found in %s and not in %s; Dice 0, HD95 infinite"
            .formatted(method, caseName, tissue.label(), found, absent));
  }
}
