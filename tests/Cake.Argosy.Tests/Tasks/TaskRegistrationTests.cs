using Argosy.Artifacts.Tasks;
using Argosy.Platforms.Diagnostics;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Tests.Tasks;

public sealed class TaskRegistrationTests : IDisposable
{
    private static readonly Type[] s_demo =
    [
        typeof(Publish),
        typeof(Compile),
        typeof(Prepare),
        typeof(Everything),
        typeof(ForeignRoot),
        typeof(Nameless)
    ];
    private readonly TestFolder _folder = new();
    private readonly List<CakeTask> _tasks = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_matrix_task_is_a_task_for_each_cell_and_one_over_them_all()
    {
        Register();
        _tasks.Select(t => t.Name).ShouldBe(
        [
            "Compile-x64", "Compile-arm64", "Compile-ppc64le", "Compile",
            "Everything",
            "Foreign-arm64", "Foreign-ppc64le", "Foreign",
            "Prepare", "Publish",
        ]);
        Edges("Compile").ShouldBe(["Compile-x64", "Compile-arm64", "Compile-ppc64le"]);
        Find("Compile").Actions.ShouldBeEmpty();
        Find("Compile-arm64").Actions.ShouldHaveSingleItem();
    }

    [Fact]
    public void Cells_depend_on_the_same_cell_where_there_is_one()
    {
        Register();
        Edges("Compile-arm64").ShouldBe(["Prepare", "Foreign-arm64"]);
        Edges("Compile-x64").ShouldBe(["Prepare"]);
        Edges("Foreign").ShouldBe(["Foreign-arm64", "Foreign-ppc64le"]);
    }

    [Fact]
    public void Others_depend_on_all_cells()
    {
        Register();
        Edges("Publish").ShouldBe(["Compile"]);
        Edges("Everything").ShouldBe(["Publish", "Foreign"]);
    }

    [Fact]
    public void A_task_adds_itself_to_one_that_doesnt_name_it()
    {
        RegisterTypes([.. s_demo, typeof(Archive)]);
        Edges("Everything").ShouldBe(["Publish", "Foreign", "Archive"]);
        Edges("Archive").ShouldBeEmpty();
        Find("Archive").Dependees.ShouldBeEmpty();
    }

    [Fact]
    public void A_task_that_no_class_registers_is_left_to_Cake()
    {
        RegisterTypes([typeof(Archive)]);
        Find("Archive").Dependees.Select(d => d.Name).ShouldBe(["Everything"]);
    }

    [Fact]
    public void A_run_for_some_architectures_has_their_cells_alone()
    {
        Register(("arch", "arm64"));
        _tasks.Select(t => t.Name).Where(n => n.Contains('-', StringComparison.Ordinal))
            .ShouldBe(["Compile-arm64", "Foreign-arm64"]);
    }

    [Fact]
    public void An_aggregate_without_cells_does_nothing()
    {
        Register(("arch", "x64"));
        Edges("Foreign").ShouldBeEmpty();
        Find("Foreign").Actions.ShouldBeEmpty();
    }

    [Fact]
    public void What_a_cell_declares_is_its_own()
    {
        Register();
        var cell = DeclarationOf("Compile-arm64");
        (cell.Family, cell.Cell).ShouldBe(("Compile", "arm64"));
        cell.Outputs.ShouldBe(["out/arm64"]);
        cell.Values.ShouldBe(["every cell"]);
        DeclarationOf("Compile").IsIncremental.ShouldBeFalse();
        DeclarationOf("Prepare").Inputs.ShouldBe(["prepare/**"]);
    }

    [Fact]
    public void Descriptions_are_Cakes()
    {
        Register();
        Find("Compile-x64").Description.ShouldBe("Compiles a cell");
        Find("Compile").Description.ShouldBe("Compiles a cell");
        Find("Publish").Description.ShouldBeNull();
    }

    [Fact]
    public void A_class_that_always_runs_has_no_criterion()
    {
        Register();
        Find("Publish").Criterias.ShouldBeEmpty();
        TaskDeclarations.Of(Find("Prepare")).HasFixedCriteria.ShouldBeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ShouldRun_is_a_criterion_of_Cake(bool locked)
    {
        Register(locked ? [("locked", "")] : []);
        Find("Prepare").Criterias.ShouldHaveSingleItem().Predicate(new FakeContext(_folder.Path)).ShouldBe(!locked);
    }

    [Fact]
    public async Task The_action_is_the_one_call_for_its_own_cell()
    {
        Register();
        Compile.Ran.Clear();
        foreach (var action in Find("Compile-ppc64le").Actions) await action(new FakeContext(_folder.Path));
        Compile.Ran.ShouldBe(["ppc64le"]);
    }

    [Fact]
    public void A_class_that_is_no_task_is_an_error() =>
        Should.Throw<ArgosyException>(() => RegisterTypes([typeof(NoTask)]))
            .Message.ShouldStartWith("ARG0720 NoTask: ");

    [Fact]
    public void So_is_an_edge_to_a_class_without_a_name() =>
        Should.Throw<ArgosyException>(() => RegisterTypes([typeof(Leaning)]))
            .Message.ShouldStartWith("ARG0720 Nameless: ");

    private void Register(params (string Name, string Value)[] arguments) => RegisterTypes(s_demo, arguments);

    private void RegisterTypes(Type[] types, params (string Name, string Value)[] arguments) =>
        new TaskRegistration(
            new(new FakeContext(_folder.Path, arguments), TestBuilds.In(_folder, arguments)),
            Begin,
            new TaskAssembly(types)).RegisterAll();

    private CakeTaskBuilder Begin(string name)
    {
        _tasks.Add(new(name));
        return new(_tasks[^1]);
    }

    private CakeTask Find(string name) => _tasks.Single(t => t.Name == name);

    private IEnumerable<string> Edges(string name) => Find(name).Dependencies.Select(d => d.Name);

    private TaskDeclaration DeclarationOf(string name) => TaskDeclarations.Of(Find(name));
}
