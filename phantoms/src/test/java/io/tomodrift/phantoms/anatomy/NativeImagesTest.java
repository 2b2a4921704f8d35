package io.tomodrift.phantoms.anatomy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Bodies are the training data of models that exist: a seed must go on giving the same image to the
 * last bit. The digests are of the images before there was contrast medium.
 */
class NativeImagesTest {

  @ParameterizedTest
  @CsvSource({
    "HEAD, 1, a41193c38cddaaa8",
    "HEAD, 7, 0feb7bcc1cb3b286",
    "CHEST, 1, 8060d4ae1256ab26",
    "CHEST, 8, 474709991bb15e57",
    "CHEST, 3001, f4f0b2d7297747b4",
    "ABDOMEN, 1, ca641886b615a1b3",
    "ABDOMEN, 2, 0078b64eabaf79e6",
    "ABDOMEN, 5, c5f6079d01ac2605",
    "PELVIS, 1, bcfbca469bdcc922",
    "PELVIS, 4, 017839cccf3f0cbf",
  })
  void aSeedGivesTheImageItAlwaysGave(BodyRegion region, long seed, String digest)
      throws NoSuchAlgorithmException {
    ImageGrid grid = ImageGrid.square(160, region == BodyRegion.HEAD ? 1.6 : 2.6);
    AnatomySettings settings = AnatomySettings.volume(region, grid, 3, 14);
    AnatomyCase made =
        new AnthropomorphicGenerator(settings).generate(RunContext.defaults().withSeed(seed));
    assertEquals(digest, digest(made.hu().stack(), made.labels().stack()));
  }

  private static String digest(FloatStack... stacks) throws NoSuchAlgorithmException {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    for (FloatStack stack : stacks) {
      ByteBuffer bytes = ByteBuffer.allocate(4 * stack.data().length);
      for (float value : stack.data()) {
        bytes.putFloat(value);
      }
      sha.update(bytes.array());
    }
    return HexFormat.of().formatHex(sha.digest()).substring(0, 16);
  }
}
