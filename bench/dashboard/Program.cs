using Argosy.Pipelines.Dashboard;
using Argosy.Pipelines.Tests;

Directory.CreateDirectory(args[0]);
DashboardPage.Write(args[0], DashboardPage.Render(SyntheticYear.Of(int.Parse(args[1])), SyntheticYear.Wheels()));
