// Convolution of real lines by Fourier transforms of any length with the factors 2, 3, 4 and 5:
// Stockham's scheme, a launch for each factor, between two buffers. Two neighbouring views of one
// slice share a complex transform, as real and imaginary part: slices never mix, and a slice has
// the same result whatever is filtered with it.
//
// Buffers are [part][index][line], part 0 real, part 1 imaginary; line = pair * lanes + lane. The inverse transform is the transform with real and imaginary part exchanged.

KERNEL void filter_load(
    GLOBAL const float* RESTRICT data,
    GLOBAL float* RESTRICT out,
    int first_view,
    int pairs,
    int end_view,
    int positions,
    int length,
    int lanes) {
  int lines = pairs * lanes;
  size_t n = GLOBAL_ID / lines;
  if (n >= (size_t)length) {
    return;
  }
  int line = (int)(GLOBAL_ID % lines);
  int view = first_view + 2 * (line / lanes);
  int lane = line % lanes;
  float re = 0.0f;
  float im = 0.0f;
  if (n < (size_t)positions) {
    if (view < end_view) {
      re = data[((size_t)view * positions + n) * lanes + lane];
    }
    if (view + 1 < end_view) {
      im = data[((size_t)(view + 1) * positions + n) * lanes + lane];
    }
  }
  out[n * lines + line] = re;
  out[((size_t)length + n) * lines + line] = im;
}

KERNEL void filter_store(
    GLOBAL float* RESTRICT data,
    GLOBAL const float* RESTRICT in,
    int first_view,
    int pairs,
    int end_view,
    int positions,
    int length,
    int lanes,
    int exchanged) {
  int lines = pairs * lanes;
  size_t n = GLOBAL_ID / lines;
  if (n >= (size_t)positions) {
    return;
  }
  int line = (int)(GLOBAL_ID % lines);
  int view = first_view + 2 * (line / lanes);
  int lane = line % lanes;
  size_t re = exchanged ? (size_t)length + n : n;
  size_t im = exchanged ? n : (size_t)length + n;
  if (view < end_view) {
    data[((size_t)view * positions + n) * lanes + lane] = in[re * lines + line];
  }
  if (view + 1 < end_view) {
    data[((size_t)(view + 1) * positions + n) * lanes + lane] = in[im * lines + line];
  }
}

// For transforms by a library: spectra are [frequency][line] with the parts side by side.
KERNEL void filter_scale(
    GLOBAL float* RESTRICT transform, GLOBAL const float* RESTRICT spectrum, int length, int lines) {
  size_t at = GLOBAL_ID;
  if (at < (size_t)(length / 2 + 1) * lines) {
    float gain = spectrum[at / lines];
    transform[2 * at] *= gain;
    transform[2 * at + 1] *= gain;
  }
}

// One factor. done is the product of the factors before it; twiddles holds cosine and sine of
// 2 pi t / length. With turn set, this is the last factor: the spectrum is multiplied in and real
// and imaginary part are exchanged.
KERNEL void filter_pass(
    GLOBAL const float* RESTRICT in,
    GLOBAL float* RESTRICT out,
    GLOBAL const float* RESTRICT twiddles,
    GLOBAL const float* RESTRICT spectrum,
    int radix,
    int done,
    int length,
    int lines,
    int turn) {
  int butterflies = length / radix;
  size_t id = GLOBAL_ID / lines;
  if (id >= (size_t)butterflies) {
    return;
  }
  int line = (int)(GLOBAL_ID % lines);
  int j = (int)id;
  int k = j % done;
  int stride = length / (done * radix);
  size_t imaginary = (size_t)length * lines;
  float a[5];
  float b[5];
  for (int m = 0; m < radix; m++) {
    size_t at = (size_t)(j + m * butterflies) * lines + line;
    float re = in[at];
    float im = in[imaginary + at];
    float c = twiddles[2 * (k * m * stride)];
    float s = twiddles[2 * (k * m * stride) + 1];
    a[m] = re * c + im * s;
    b[m] = im * c - re * s;
  }
  float p[5];
  float q[5];
  if (radix == 1) {
    p[0] = a[0];
    q[0] = b[0];
  } else if (radix == 2) {
    p[0] = a[0] + a[1];
    q[0] = b[0] + b[1];
    p[1] = a[0] - a[1];
    q[1] = b[0] - b[1];
  } else if (radix == 3) {
    float ta = a[1] + a[2];
    float tb = b[1] + b[2];
    float ua = 0.8660254f * (a[1] - a[2]);
    float ub = 0.8660254f * (b[1] - b[2]);
    p[0] = a[0] + ta;
    q[0] = b[0] + tb;
    p[1] = a[0] - 0.5f * ta + ub;
    q[1] = b[0] - 0.5f * tb - ua;
    p[2] = a[0] - 0.5f * ta - ub;
    q[2] = b[0] - 0.5f * tb + ua;
  } else if (radix == 4) {
    float sa = a[0] + a[2];
    float sb = b[0] + b[2];
    float da = a[0] - a[2];
    float db = b[0] - b[2];
    float ta = a[1] + a[3];
    float tb = b[1] + b[3];
    float ea = a[1] - a[3];
    float eb = b[1] - b[3];
    p[0] = sa + ta;
    q[0] = sb + tb;
    p[1] = da + eb;
    q[1] = db - ea;
    p[2] = sa - ta;
    q[2] = sb - tb;
    p[3] = da - eb;
    q[3] = db + ea;
  } else {
    float sa = a[1] + a[4];
    float sb = b[1] + b[4];
    float da = a[1] - a[4];
    float db = b[1] - b[4];
    float ta = a[2] + a[3];
    float tb = b[2] + b[3];
    float ea = a[2] - a[3];
    float eb = b[2] - b[3];
    float ra = a[0] + 0.30901699f * sa - 0.80901699f * ta;
    float rb = b[0] + 0.30901699f * sb - 0.80901699f * tb;
    float va = a[0] - 0.80901699f * sa + 0.30901699f * ta;
    float vb = b[0] - 0.80901699f * sb + 0.30901699f * tb;
    float ia = 0.95105652f * da + 0.58778525f * ea;
    float ib = 0.95105652f * db + 0.58778525f * eb;
    float ja = 0.58778525f * da - 0.95105652f * ea;
    float jb = 0.58778525f * db - 0.95105652f * eb;
    p[0] = a[0] + sa + ta;
    q[0] = b[0] + sb + tb;
    p[1] = ra + ib;
    q[1] = rb - ia;
    p[2] = va + jb;
    q[2] = vb - ja;
    p[3] = va - jb;
    q[3] = vb + ja;
    p[4] = ra - ib;
    q[4] = rb + ia;
  }
  for (int m = 0; m < radix; m++) {
    int n = (j - k) * radix + k + m * done;
    size_t at = (size_t)n * lines + line;
    if (turn) {
      float gain = spectrum[n];
      out[at] = gain * q[m];
      out[imaginary + at] = gain * p[m];
    } else {
      out[at] = p[m];
      out[imaginary + at] = q[m];
    }
  }
}
