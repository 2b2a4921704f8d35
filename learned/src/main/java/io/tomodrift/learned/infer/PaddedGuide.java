package io.tomodrift.learned.infer;

import io.tomodrift.learned.data.Normalisation;
import io.tomodrift.learned.diffusion.Guide;
import io.tomodrift.learned.diffusion.NoiseLevel;

/**
 * Shows a guide the slice within a window, in HU; what is padding stays as it was.
 *
 * @param guide corrects slices
 * @param rows of the window
 * @param columns of the window
 * @param scale between HU and the network's values
 */
record PaddedGuide(SliceGuide guide, WindowAxis rows, WindowAxis columns, Normalisation.Scale scale)
    implements Guide {

  @Override
  public double[] correct(double[] predicted, NoiseLevel level) {
    float[] hu = new float[rows.length() * columns.length()];
    for (int i = 0; i < hu.length; i++) {
      hu[i] = scale.fromNetwork((float) predicted[place(i)]);
    }
    float[] better = guide.correct(hu, level);
    for (int i = 0; i < better.length; i++) {
      predicted[place(i)] = scale.toNetwork(better[i]);
    }
    return predicted;
  }

  private int place(int pixel) {
    int row = rows.paddedPosition(pixel / columns.length());
    return row * columns.window() + columns.paddedPosition(pixel % columns.length());
  }
}
