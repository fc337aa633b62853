using System.Reflection;
using Argosy.Architecture.Tests.Sources;
using Argosy.Build;
using Cake.Argosy.Graph;
using Cake.Argosy.Tasks;

namespace Argosy.Architecture.Tests;

/// <summary>A task class holds its name, edges, inputs, outputs and one call.</summary>
public sealed class TaskClassTests
{
    private const int MostLines = 60;

    // The tasks of any project, and this repository's own.
    private static readonly string[] s_folders = ["build/Cake.Argosy/Graph", "build/Tasks"];

    private static readonly Type[] s_tasks = [.. ((Type[])[typeof(Default), typeof(Lint)])
        .SelectMany(t => t.Assembly.GetTypes())
        .Where(t => t.IsAssignableTo(typeof(FrostingTask)) && !t.IsAbstract)
        .OrderBy(t => t.Name, StringComparer.Ordinal)];

    public static TheoryData<string> Tasks => [.. s_tasks.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Tasks))]
    public void It_has_a_name_and_a_description(string task)
    {
        var type = Find(task);
        type.GetCustomAttribute<TaskNameAttribute>()!.Name.ShouldMatch("^[A-Z][A-Za-z]*(-[A-Z][A-Za-z]*)*$");
        type.GetCustomAttribute<TaskDescriptionAttribute>()!.Description.ShouldNotEndWith(".");
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public void It_is_sealed_and_alone_in_its_short_file(string task)
    {
        Find(task).IsSealed.ShouldBeTrue();
        var file = s_folders.Select(f => Repository.At($"{f}/{task}.cs")).Single(File.Exists);
        File.ReadLines(file).Count().ShouldBeLessThanOrEqualTo(MostLines);
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public void It_depends_on_tasks(string task) =>
        Find(task).GetCustomAttributes<IsDependentOnAttribute>().Select(e => e.Task)
            .Concat(Find(task).GetCustomAttributes<IsDependeeOfAttribute>().Select(e => e.Task))
            .Except(s_tasks).ShouldBeEmpty();

    [Fact]
    public void Every_file_is_one() => SourceTree.Below(s_folders, ".cs")
        .Select(f => Path.GetFileNameWithoutExtension(f)).Except(s_tasks.Select(t => t.Name)).ShouldBeEmpty();

    [Fact]
    public void No_two_have_one_name() => s_tasks
        .GroupBy(t => t.GetCustomAttribute<TaskNameAttribute>()?.Name?.ToUpperInvariant())
        .Where(g => g.Count() > 1).ShouldBeEmpty();

    [Fact]
    public void None_loops_or_builds_text() => SourceTree.Below(s_folders, ".cs")
        .Where(f => SourceTree.Text(f) is var text
            && (text.Contains("foreach (", StringComparison.Ordinal)
                || text.Contains("for (", StringComparison.Ordinal)
                || text.Contains("StringBuilder", StringComparison.Ordinal)))
        .ShouldBeEmpty();

    private static Type Find(string task) => s_tasks.Single(t => t.Name == task);
}
