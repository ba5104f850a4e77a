package platform;

import com.hashicorp.cdktf.App;

/** The platform example in Java: what it synthesizes is what examples/platform does. */
public final class Main {
    private Main() {}

    public static void main(final String[] args) {
        final App app = new App();
        new PlatformStack(
            app,
            "platform",
            "eu-west-1",
            "sha256:d5d3f9c23164ea16f31852f95bd5959aad1c5e854332fe00f7b3a20fcc9f635c",
            "o-a1b2c3d4e5",
            "2026-11-24");
        app.synth();
    }
}
