package io.tomodrift.learned.data.pairs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.phantoms.anatomy.AnatomyCase;
import io.tomodrift.phantoms.anatomy.IodineEnhancement;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Domains of the same bodies with and without contrast medium. */
class DomainImagesTest {

  private static final String NATIVE =
      """
      side: 24
      region: abdomen
      train: {firstSeed: 4, bodies: 3}
      test: {firstSeed: 90, bodies: 2}
      """;
  private static final String CONTRAST = NATIVE + "enhancement: {phase: portal-venous}\n";
  private static final RunContext CONTEXT = RunContext.defaults().withParallelism(1);

  @Test
  void contrastMediumIsTheWholeDifference() throws IOException {
    DomainSet enhanced = DomainSet.parse(CONTRAST, "x");
    Pair without = DomainImages.makers(DomainSet.parse(NATIVE, "x")).get(0).make(CONTEXT);
    Pair with = DomainImages.makers(enhanced).get(0).make(CONTEXT);
    IodineEnhancement medium = enhanced.enhancement().orElseThrow();
    AnatomyCase body = enhanced.bodies().get(0).enhanced(medium, CONTEXT);
    float[] iodine = body.iodine().orElseThrow().stack().data();
    float[] expected = without.target().stack().data().clone();
    double most = 0;
    for (int i = 0; i < expected.length; i++) {
      expected[i] += (float) (iodine[i] * medium.huPerMgPerMl());
      most = Math.max(most, iodine[i]);
    }
    assertTrue(most > 2, "contrast medium is in the slice, at most " + most);
    assertArrayEquals(expected, with.target().stack().data(), 1e-3f);
    assertArrayEquals(with.input().stack().data(), with.target().stack().data());
    assertEquals(17, with.target().frame().columnSpacingMm(), 1e-12);
  }

  @Test
  void bodiesAreDividedAsAskedFor() {
    DomainSet set = DomainSet.parse(NATIVE, "x");
    assertEquals(
        List.of("abdomen-0004", "abdomen-0005", "abdomen-0006", "abdomen-0090", "abdomen-0091"),
        set.bodies().stream().map(PhantomBody::subject).toList());
    assertEquals("[abdomen-0090, abdomen-0091]", set.subjects(set.test()).toString());
    assertTrue(set.subjects(set.validation()).isEmpty());
  }

  @Test
  void mistakesAreNamed() {
    refused(NATIVE.replace("90", "5"), "overlap");
    refused(NATIVE.replace("bodies: 3", "bodies: 0"), "at least one body");
    refused(NATIVE.replace("bodies: 2", "bodies: -2"), "must not be negative");
    refused(NATIVE.replace("side: 24", "side: 0"), "positive side");
    refused(NATIVE.replace("region: abdomen", ""), "region");
    refused(CONTRAST.replace("portal-venous", "portal"), "portal");
  }

  private static void refused(String text, String part) {
    FormatException e = assertThrows(FormatException.class, () -> DomainSet.parse(text, "x.yaml"));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
