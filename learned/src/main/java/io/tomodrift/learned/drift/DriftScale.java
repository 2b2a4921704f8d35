package io.tomodrift.learned.drift;

/**
 * Which distances the scale S of features is the mean of, S = mean / sqrt(C) (eq. 12). The paper
 * can be read in several ways; they differ by about a tenth of S.
 */
public enum DriftScale {
  /** Between generated samples and positives. */
  POSITIVES,
  /** To positives and negatives, without that of a sample from itself. */
  ALL,
  /** To positives and negatives, with the zeros of samples from themselves: the released code. */
  ALL_WITH_SELF,
  /**
   * To positives and negatives, with the mask added to the distance of a sample from itself. With a
   * usual mask S becomes so large that all affinities are equal, as the paper warns; for
   * comparisons.
   */
  ALL_WITH_MASK
}
