using Argosy.Platforms.Diagnostics;
using Argosy.Site.Documentation.Reference;

namespace Argosy.Site.Tests;

/// <summary>The reference is made from the one place that each thing is declared in.</summary>
public sealed class ReferenceTests
{
    [Fact]
    public void Options_are_those_of_the_help_text()
    {
        var options = OptionsPage.Read("""
            usage() {
              cat <<'TEXT'
            usage: ./build.sh [TARGET] [options]

              (no target)          the main job
              --arch=arm64,x64     only these
              --allow-inconclusive go on where a proof
                                   says nothing
              --mirror-target=FOLDER|USER@HOST:FOLDER
                                   where to
              --tree, --dryrun     show the graph
            TEXT
              --no-option          of the text
            """);
        options.ShouldBe(
        [
            new("(no target)", "the main job"),
            new("--arch=arm64,x64", "only these"),
            new("--allow-inconclusive", "go on where a proof says nothing"),
            new("--mirror-target=FOLDER|USER@HOST:FOLDER", "where to"),
            new("--tree, --dryrun", "show the graph"),
        ]);
    }

    [Fact]
    public void A_script_without_a_help_text_is_an_error() =>
        Should.Throw<ArgosyException>(() => OptionsPage.Write("echo\n", "x.sh")).Diagnostics[0].Id.ShouldBe("ARG0976");

    [Fact]
    public void Keys_have_their_path_kind_default_and_meaning() => SchemaPage.Write("""
        {
          "title": "demo.yaml", "type": "object", "required": ["name"],
          "properties": {
            "name": { "$ref": "#/$defs/word", "description": "Its name." },
            "items": { "description": "What | is.", "type": "object", "additionalProperties": {
              "properties": { "on": { "description": "Whether.", "type": "boolean", "default": true } } } },
            "list": { "type": "array", "items": { "properties": { "kind": { "enum": ["a", "b"] } } } },
            "tree": { "$ref": "#/$defs/tree" }
          },
          "$defs": {
            "word": { "type": ["string", "number"] },
            "tree": { "description": "A tree.", "properties": { "child": { "$ref": "#/$defs/tree" } } }
          }
        }
        """, "demo.json").ShouldContain("""
        ## name

        | key | value | meaning |
        |---|---|---|
        | `name` | text; **required** | Its name. |

        ## items

        | key | value | meaning |
        |---|---|---|
        | `items` | map | What \| is. |
        | `items.<name>.on` | true or false; default `true` | Whether. |

        ## list

        | key | value | meaning |
        |---|---|---|
        | `list` | list |  |
        | `list[].kind` | one of; `a`, `b` |  |

        ## tree

        | key | value | meaning |
        |---|---|---|
        | `tree` | any | A tree. |
        | `tree.child` | any | A tree. |

        """);

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    public void A_text_that_is_no_schema_is_an_error(string text) =>
        Should.Throw<ArgosyException>(() => SchemaPage.Write(text, "x.json")).Diagnostics[0].Id.ShouldBe("ARG0976");

    [Fact]
    public void Targets_of_the_model_come_before_those_that_it_doesnt_ask_for()
    {
        var page = TargetsPage.Write(
        [
            new("Deb", "Packs", [], [], Exists: false, IsOwn: false),
            new("Lint", "Checks", [], [], Exists: true, IsOwn: true),
            new("Native", "Builds", ["Native"], ["Native-a-x64"], Exists: true, IsOwn: false),
        ]);
        page.ShouldContain("### Native\nBuilds.\n\nAggregates: `Native`\n\nCells: `Native-a-x64`\n");
        page.ShouldContain("## Not in this project");
        page.IndexOf("### Native", StringComparison.Ordinal)
            .ShouldBeLessThan(page.IndexOf("### Lint", StringComparison.Ordinal));
        page.ShouldContain("| `Deb` | Packs |");
    }
}
