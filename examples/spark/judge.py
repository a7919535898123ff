"""A Spark job that judges a folder of Parquet files by a framework.

    spark-submit --master 'local-cluster[2,1,1024]' judge.py IN OUT REJECTS [FRAMEWORK]

Every machine's Python needs `positiveculture[tables]`.  No row moves from one worker to another, and none comes to the
driver but the counts that are printed at the end.
"""

import sys

from pyspark.sql import SparkSession, functions as f

import positiveculture as pc
from positiveculture.tables import evaluate_table, problems_table


def main(source: str, out: str, rejects: str, framework_id: str = "wigan-progress") -> None:
    """Write the rows that can be judged to `out`, with their verdicts, and all that is invalid to `rejects`."""
    framework = pc.get_framework(framework_id)
    spark = SparkSession.builder.appName("positiveculture").getOrCreate()
    rows = spark.read.parquet(source)
    judged = evaluate_table(rows, framework)
    judged.filter("problem IS NULL").drop("problem").write.mode("overwrite").parquet(out)
    problems_table(rows, framework, ids=["service"]).write.mode("overwrite").parquet(rejects)
    for row in spark.read.parquet(out).groupBy("award").agg(f.count("*").alias("rows")).orderBy("award").collect():
        print(f"{row['award'] or 'no award yet'}: {row['rows']}")
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
