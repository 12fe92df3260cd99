using Hanbeam.Benchmarks;

// ct-import measures a whole import and its memory, influence the products of an optimisation, final-dose the pencil beam's vectors against its scalar twin, monte-carlo primaries per CPU-second and a C++ twin, plans whole plans; everything else is BenchmarkDotNet's.
switch (args)
{
    case ["ct-import"]:
        return CtImport.Run();
    case ["ct-import", var folder]:
        return CtImport.Write(folder);
    case ["influence", .. var options]:
        return Hanbeam.Benchmarks.Influence.InfluenceSpeed.Report(options);
    case ["final-dose"]:
        return FinalDose.Run();
    case ["final-dose", "sub-spots", var folder]:
        return SubSpotsCost.Run(folder);
    case ["monte-carlo", .. var options]:
        return Hanbeam.Benchmarks.MonteCarlo.MonteCarloSpeed.Report(options);
    case ["plans", .. var options]:
        return Hanbeam.Benchmarks.Plans.PlanSpeed.Report(options);
    default:
        BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(CtImport).Assembly).Run(args);
        return 0;
}
