package io.tomodrift.learned.objective;

import ai.djl.ndarray.NDArray;
import io.tomodrift.learned.torch.Ops;

/**
 * Losses of a discriminator, whose outputs are scores of any shape, high for real, and of the
 * generator that it judges. Scalars in the graph of the scores.
 */
public enum Adversary {

  /** Least squares (Mao et al. 2017): half the sum of both errors, as Pix2Pix does. */
  LSGAN {
    @Override
    public NDArray discriminator(NDArray real, NDArray fake) {
      return Ops.scale(meanSquare(real.sub(1)).add(meanSquare(fake)), 0.5);
    }

    @Override
    public NDArray generator(NDArray fake) {
      return meanSquare(fake.sub(1));
    }
  },

  /** Hinge (Lim and Ye 2017). */
  HINGE {
    @Override
    public NDArray discriminator(NDArray real, NDArray fake) {
      return Ops.mean(relu(real.neg().add(1))).add(Ops.mean(relu(fake.add(1))));
    }

    @Override
    public NDArray generator(NDArray fake) {
      return Ops.mean(fake).neg();
    }
  },

  /** Binary cross entropy of scores as logits, the generator's in its non-saturating form. */
  BCE {
    @Override
    public NDArray discriminator(NDArray real, NDArray fake) {
      return Ops.mean(softPlus(real.neg())).add(Ops.mean(softPlus(fake)));
    }

    @Override
    public NDArray generator(NDArray fake) {
      return Ops.mean(softPlus(fake.neg()));
    }
  };

  /**
   * What the discriminator minimises.
   *
   * @param real its scores of real images
   * @param fake its scores of generated ones
   */
  public abstract NDArray discriminator(NDArray real, NDArray fake);

  /** What the generator minimises, from the discriminator's scores of its images. */
  public abstract NDArray generator(NDArray fake);

  private static NDArray meanSquare(NDArray x) {
    return Ops.mean(Ops.square(x));
  }

  private static NDArray relu(NDArray x) {
    return x.getNDArrayInternal().relu();
  }

  private static NDArray softPlus(NDArray x) {
    return x.getNDArrayInternal().softPlus();
  }
}
