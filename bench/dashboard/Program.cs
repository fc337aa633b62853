using Argosy.Pipelines.Dashboard;
using Argosy.Pipelines.Tests;

Directory.CreateDirectory(args[0]);
DashboardPage.Write(args[0], DashboardPage.Render(SyntheticYear.Of(int.Parse(args[1])), SyntheticYear.Wheels()));
File.WriteAllText(args[0]+"/health.json", Argosy.Pipelines.Health.HealthJson.Write(SyntheticYear.Of(int.Parse(args[1]))));
