package io.tomodrift.projectors.cpu;

/**
 * The loops over lines of which a transform of many lines at once consists.
 *
 * <p>The just-in-time compilers of Java 17 and 25 turn such a loop into SIMD code if every operand
 * is an array of its own, indexed by nothing but the loop variable, and if it writes at most two
 * arrays: whole butterflies, which write four to eight, stay scalar and are four times slower.
 * Hence butterflies are put together from these. The arrays written are never among those read,
 * unless stated.
 */
final class LineLoops {

  private LineLoops() {}

  /** {@code a <- a + b, b <- a - b}. */
  static void sumAndDifference(float[] a, float[] b, int lines) {
    for (int s = 0; s < lines; s++) {
      float p = a[s];
      float q = b[s];
      a[s] = p + q;
      b[s] = p - q;
    }
  }

  /** {@code x = (a + c) + (b + d), y = (a + c) - (b + d)}. */
  static void crossSums(
      float[] x, float[] y, float[] a, float[] b, float[] c, float[] d, int lines) {
    for (int s = 0; s < lines; s++) {
      float p = a[s] + c[s];
      float q = b[s] + d[s];
      x[s] = p + q;
      y[s] = p - q;
    }
  }

  /** {@code x = (a - c) + (b - d), y = (a - c) - (b - d)}. */
  static void crossDifferences(
      float[] x, float[] y, float[] a, float[] b, float[] c, float[] d, int lines) {
    for (int s = 0; s < lines; s++) {
      float p = a[s] - c[s];
      float q = b[s] - d[s];
      x[s] = p + q;
      y[s] = p - q;
    }
  }

  /** {@code x = (a + c p) + t m, y = (a + c p) - t m}. */
  static void combine3(
      float[] x, float[] y, float[] a, float[] p, float[] m, float c, float t, int lines) {
    for (int s = 0; s < lines; s++) {
      float h = a[s] + c * p[s];
      float g = t * m[s];
      x[s] = h + g;
      y[s] = h - g;
    }
  }

  /** {@code x, y = (a + c p + d q) +- (t m + u n)}. */
  static void combine5(
      float[] x,
      float[] y,
      float[] a,
      float[] p,
      float[] q,
      float[] m,
      float[] n,
      float c,
      float d,
      float t,
      float u,
      int lines) {
    for (int s = 0; s < lines; s++) {
      float h = a[s] + c * p[s] + d * q[s];
      float g = t * m[s] + u * n[s];
      x[s] = h + g;
      y[s] = h - g;
    }
  }

  /** {@code a <- a + p}. */
  static void add(float[] a, float[] p, int lines) {
    for (int s = 0; s < lines; s++) {
      a[s] = a[s] + p[s];
    }
  }

  /** {@code a <- a + (p + q)}. */
  static void add(float[] a, float[] p, float[] q, int lines) {
    for (int s = 0; s < lines; s++) {
      a[s] = a[s] + (p[s] + q[s]);
    }
  }

  /** {@code x + iy = (a + ib) (c + id)}. */
  static void rotate(float[] x, float[] y, float[] a, float[] b, float c, float d, int lines) {
    for (int s = 0; s < lines; s++) {
      float p = a[s];
      float q = b[s];
      x[s] = p * c - q * d;
      y[s] = p * d + q * c;
    }
  }

  /** {@code x = c (a + q) + d (a - q), y = c (b + p) + d (b - p)}. */
  static void mix(
      float[] x,
      float[] y,
      float[] a,
      float[] b,
      float[] p,
      float[] q,
      float c,
      float d,
      int lines) {
    for (int s = 0; s < lines; s++) {
      float g = a[s] + q[s];
      float h = a[s] - q[s];
      x[s] = c * g + d * h;
      float k = b[s] + p[s];
      float l = b[s] - p[s];
      y[s] = c * k + d * l;
    }
  }
}
