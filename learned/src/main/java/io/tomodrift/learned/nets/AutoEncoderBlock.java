package io.tomodrift.learned.nets;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.tomodrift.learned.nets.blocks.Part;
import io.tomodrift.learned.nets.blocks.Pass;

/** Children of the encoder and of the decoder, under the names that they have alone. */
final class AutoEncoderBlock extends Part {

  private final AutoEncoder net;
  private final EncoderBlock encoder;
  private final DecoderBlock decoder;

  AutoEncoderBlock(AutoEncoder net) {
    this.net = net;
    encoder = add("", new EncoderBlock(net.encoder()));
    decoder = add("", new DecoderBlock(net.decoder()));
  }

  @Override
  public NDArray apply(NDArray x, Pass pass) {
    NDArray h = encoder.apply(x, pass);
    return then(h, decoder.apply(h, pass));
  }

  @Override
  protected Shape outputShape(Shape input) {
    return shape(input, net.inputChannels(), 1, 1);
  }
}
