// Back projection of FBP: a work item adds all views at one pixel for LANES slices.
//
// places holds 8 numbers for each square tile of pixels and view, computed in double precision by
// the host: channel at the middle of the tile as a whole number and a rest, the slopes of numerator
// and denominator of the projection along columns and rows, and the distance weight. What is left
// to float is the way from the middle of the tile, a few channels.
#define PLACE_SIZE 8
// A pixel that projects exactly onto the first or last channel must not be lost to rounding.
#define EDGE 3e-5f

// Channels from the middle of the tile, and the distance weight relative to it.
DEVICE float shift_of(
    int beam, float numerator, float denominator, float channels_per_rad, float* weight) {
  if (beam == PARALLEL) {
    *weight = 1.0f;
    return numerator;
  }
  float x = numerator / denominator;
  if (beam == FLAT) {
    *weight = 1.0f / (denominator * denominator);
    return x;
  }
  *weight = 1.0f / (denominator * denominator + numerator * numerator);
  if (ABS(x) > 0.1f || denominator <= 0.0f) {
    return channels_per_rad * ATAN2(numerator, denominator);
  }
  float x2 = x * x;
  float ratio = 1.0f + x2 * (-0.33333333f + x2 * (0.2f - 0.14285714f * x2));
  return channels_per_rad * (x * ratio);
}

KERNEL void backproject(
    GLOBAL const float* RESTRICT data,
    GLOBAL float* RESTRICT image,
    GLOBAL const float* RESTRICT places,
    GLOBAL const float* RESTRICT view_weights,
    int views,
    int channels,
    int columns,
    int rows,
    int lanes,
    int tile_size,
    int beam,
    int cubic,
    float channels_per_rad) {
  int groups = lanes / LANES;
  size_t at = GLOBAL_ID / groups;
  if (at >= (size_t)columns * rows) {
    return;
  }
  int lane = (int)(GLOBAL_ID % groups);
  int column = (int)(at % columns);
  int row = (int)(at / columns);
  int tiles_across = (columns + tile_size - 1) / tile_size;
  size_t tile = (size_t)(row / tile_size) * tiles_across + column / tile_size;
  float dx = column % tile_size - 0.5f * (tile_size - 1);
  float dy = row % tile_size - 0.5f * (tile_size - 1);
  float sum[LANES];
  for (int k = 0; k < LANES; k++) {
    sum[k] = 0.0f;
  }
  for (int view = 0; view < views; view++) {
    GLOBAL const float* place = places + (tile * views + view) * PLACE_SIZE;
    float relative;
    float shift = shift_of(beam, place[2] * dx + place[3] * dy,
        1.0f + (place[4] * dx + place[5] * dy), channels_per_rad, &relative);
    float scale = view_weights[view] * place[6] * relative;
    float whole = FLOOR(place[1] + shift);
    float f = place[1] + shift - whole;
    int n = (int)place[0] + (int)whole;
    if (n == -1 && f > 1.0f - EDGE) {
      n = 0;
      f = 0.0f;
    }
    if (n == channels - 1 && f < EDGE) {
      n = channels - 2;
      f = 1.0f;
    }
    if (n < 0 || n > channels - 2) {
      continue;
    }
    size_t input = ((size_t)view * channels + n) * lanes + lane;
    if (cubic) {
      // Keys 1981, a = -1/2.
      float w0 = n > 0 ? scale * (((-0.5f * f + 1.0f) * f - 0.5f) * f) : 0.0f;
      float w1 = scale * ((1.5f * f - 2.5f) * f * f + 1.0f);
      float w2 = scale * (((-1.5f * f + 2.0f) * f + 0.5f) * f);
      float w3 = n + 2 < channels ? scale * ((0.5f * f - 0.5f) * f * f) : 0.0f;
      size_t before = n > 0 ? input - lanes : input;
      size_t after = n + 2 < channels ? input + 2 * lanes : input;
      for (int k = 0; k < LANES; k++) {
        size_t to_lane = (size_t)k * groups;
        sum[k] += w0 * data[before + to_lane] + w1 * data[input + to_lane]
            + w2 * data[input + lanes + to_lane] + w3 * data[after + to_lane];
      }
    } else {
      float w0 = scale * (1.0f - f);
      float w1 = scale * f;
      for (int k = 0; k < LANES; k++) {
        size_t to_lane = (size_t)k * groups;
        sum[k] += w0 * data[input + to_lane] + w1 * data[input + lanes + to_lane];
      }
    }
  }
  for (int k = 0; k < LANES; k++) {
    image[at * lanes + lane + (size_t)k * groups] = sum[k];
  }
}
