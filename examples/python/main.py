"""The platform example in Python: what it synthesizes is what examples/platform does."""

from cdktf import App

from platform_stack import PlatformStack

app = App()
PlatformStack(
    app,
    "platform",
    region="eu-west-1",
    debian_digest="sha256:d5d3f9c23164ea16f31852f95bd5959aad1c5e854332fe00f7b3a20fcc9f635c",
    organization_id="o-a1b2c3d4e5",
    as_of="2026-11-24",
)
app.synth()
