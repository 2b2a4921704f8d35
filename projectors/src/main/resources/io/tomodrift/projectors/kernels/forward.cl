// Forward projection: a work item gathers the pixels of one ray for LANES slices.
//
// image [row][column][lane], data [ray][lane]. steps is the length of a step in mm, positive for a
// ray that steps along columns, negative for one that steps along rows.
KERNEL void forward(
    GLOBAL const float* RESTRICT image,
    GLOBAL float* RESTRICT data,
    GLOBAL const wide* RESTRICT intercepts,
    GLOBAL const wide* RESTRICT slopes,
    GLOBAL const float* RESTRICT steps,
    GLOBAL const float* RESTRICT inverse_slopes,
    GLOBAL const int* RESTRICT first,
    GLOBAL const int* RESTRICT last,
    int rays,
    int columns,
    int rows,
    int lanes,
    int siddon) {
  int groups = lanes / LANES;
  size_t ray = GLOBAL_ID / groups;
  if (ray >= (size_t)rays) {
    return;
  }
  int lane = (int)(GLOBAL_ID % groups);
  wide intercept = intercepts[ray];
  wide slope = slopes[ray];
  float signed_step = steps[ray];
  int along_columns = signed_step > 0.0f;
  float step = ABS(signed_step);
  float inverse_slope = siddon ? inverse_slopes[ray] : 0.0f;
  size_t dominant_stride = along_columns ? 1 : columns;
  size_t cross_stride = along_columns ? columns : 1;
  int cross_count = along_columns ? rows : columns;
  // A Siddon step spans at most two pixels, but one that ends on an edge touches a third.
  int candidates = siddon ? 3 : 2;
  wide to_first = siddon ? HALF_PIXEL : 0;
  int end = last[ray];
  float sum[LANES];
  for (int k = 0; k < LANES; k++) {
    sum[k] = 0.0f;
  }
  for (int i = first[ray]; i <= end; i++) {
    wide position = intercept + slope * i;
    int nearest = (int)((position - to_first) >> FRACTION_BITS);
    for (int c = 0; c < candidates; c++) {
      int j = nearest + c;
      if (j >= 0 && j < cross_count) {
        float weight = step * ray_share(siddon, position, j, inverse_slope);
        if (weight != 0.0f) {
          size_t at = (i * dominant_stride + j * cross_stride) * lanes + lane;
          for (int k = 0; k < LANES; k++) {
            sum[k] += weight * image[at + (size_t)k * groups];
          }
        }
      }
    }
  }
  for (int k = 0; k < LANES; k++) {
    data[ray * lanes + lane + (size_t)k * groups] = sum[k];
  }
}
